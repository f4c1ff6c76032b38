// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.access.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.Identity;
import dev.rightsizing.access.Permission;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient
class KubernetesAccessTest {
  private static final String TOKENS = "/apis/authentication.k8s.io/v1/tokenreviews";
  private static final String PERMISSIONS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
  private static final Identity ANNA =
      new Identity("anna", "1", Set.of("dev"), Map.of("scopes", List.of("read")));

  private KubernetesMockServer server;
  private KubernetesClient client;

  private String lastBody() throws InterruptedException {
    return server.getLastRequest().getBody().readUtf8();
  }

  @Test
  void aGoodTokenNamesItsOwner() throws AccessException, InterruptedException {
    server
        .expect()
        .post()
        .withPath(TOKENS)
        .andReturn(
            201,
            new TokenReviewBuilder()
                .withNewStatus()
                .withAuthenticated(true)
                .withNewUser()
                .withUsername("anna")
                .withUid("1")
                .withGroups("dev")
                .addToExtra("scopes", List.of("read"))
                .endUser()
                .endStatus()
                .build())
        .once();

    assertThat(new KubernetesAccess(client).authenticate("secret")).contains(ANNA);
    assertThat(lastBody()).contains("\"token\":\"secret\"");
  }

  @Test
  void anExpiredTokenBelongsToNobody() throws AccessException {
    server
        .expect()
        .post()
        .withPath(TOKENS)
        .andReturn(
            201,
            new TokenReviewBuilder()
                .withNewStatus()
                .withAuthenticated(false)
                .withError("token has expired")
                .endStatus()
                .build())
        .once();

    assertThat(new KubernetesAccess(client).authenticate("old")).isEmpty();
  }

  @Test
  void sendsTheWholeIdentityWithTheQuestion() throws AccessException, InterruptedException {
    server
        .expect()
        .post()
        .withPath(PERMISSIONS)
        .andReturn(
            201,
            new SubjectAccessReviewBuilder().withNewStatus().withAllowed(true).endStatus().build())
        .once();

    Permission list =
        new Permission.OnResource("list", "rightsizing.dev", "recommendations", "shop", "");
    assertThat(new KubernetesAccess(client).allows(ANNA, list)).isTrue();
    assertThat(lastBody())
        .contains(
            "\"user\":\"anna\"",
            "\"uid\":\"1\"",
            "\"groups\":[\"dev\"]",
            "\"scopes\":[\"read\"]",
            "\"namespace\":\"shop\"",
            "\"resource\":\"recommendations\"",
            "\"verb\":\"list\"");
  }

  @Test
  void asksForPathsToo() throws AccessException, InterruptedException {
    server
        .expect()
        .post()
        .withPath(PERMISSIONS)
        .andReturn(
            201,
            new SubjectAccessReviewBuilder().withNewStatus().withAllowed(false).endStatus().build())
        .once();

    Permission metrics = new Permission.OnPath("get", "/metrics");
    assertThat(new KubernetesAccess(client).allows(ANNA, metrics)).isFalse();
    assertThat(lastBody()).contains("\"path\":\"/metrics\"", "\"verb\":\"get\"");
  }

  @Test
  void saysWhichRoleTheOperatorLacks() {
    server
        .expect()
        .post()
        .withPath(TOKENS)
        .andReturn(403, new StatusBuilder().withCode(403).build())
        .once();

    assertThatThrownBy(() -> new KubernetesAccess(client).authenticate("secret"))
        .isInstanceOf(AccessException.class)
        .hasMessageContaining("system:auth-delegator")
        .hasMessageNotContaining("secret");
  }

  @Test
  void anApiServerThatFailsIsNoRefusal() {
    server
        .expect()
        .post()
        .withPath(PERMISSIONS)
        .andReturn(500, new StatusBuilder().withCode(500).build())
        .always();

    assertThatThrownBy(
            () ->
                new KubernetesAccess(client).allows(ANNA, new Permission.OnPath("get", "/metrics")))
        .isInstanceOf(AccessException.class)
        .hasMessageContaining("does not answer");
  }
}

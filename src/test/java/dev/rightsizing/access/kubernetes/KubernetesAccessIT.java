// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.access.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.AccessReview;
import dev.rightsizing.access.Identity;
import dev.rightsizing.access.Permission;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real API server says of a scraper's ServiceAccount. */
class KubernetesAccessIT {
  private static final Permission METRICS = new Permission.OnPath("get", "/metrics");
  private static final String NAME = "metrics-scraper";

  private final LocalApiServer server = LocalApiServer.shared();
  private final KubernetesClient client = server.client();
  private final AccessReview access = new KubernetesAccess(client);

  @BeforeEach
  void createTheAccount() {
    client
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName(NAME)
                .endMetadata()
                .build())
        .serverSideApply();
  }

  @AfterEach
  void removeItsRights() {
    client.rbac().clusterRoleBindings().withName(NAME).delete();
    client.rbac().clusterRoles().withName(NAME).delete();
  }

  private String token() {
    TokenRequest request = new TokenRequestBuilder().withNewSpec().endSpec().build();
    return client
        .serviceAccounts()
        .inNamespace("default")
        .withName(NAME)
        .tokenRequest(request)
        .getStatus()
        .getToken();
  }

  @Test
  void aTokenNamesItsAccountAndARoleLetsItIn() throws AccessException {
    Identity scraper = access.authenticate(token()).orElseThrow();

    assertThat(scraper.name()).isEqualTo("system:serviceaccount:default:" + NAME);
    assertThat(scraper.groups()).contains("system:serviceaccounts:default");
    assertThat(access.allows(scraper, METRICS)).isFalse();

    client
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .addNewRule()
                .withNonResourceURLs("/metrics")
                .withVerbs("get")
                .endRule()
                .build())
        .create();
    client
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", NAME)
                .addNewSubject("", "ServiceAccount", NAME, "default")
                .build())
        .create();

    await().until(() -> access.allows(scraper, METRICS));
    assertThat(
            access.allows(
                scraper,
                new Permission.OnResource("list", "rightsizing.dev", "recommendations", "", "")))
        .isFalse();
  }

  @Test
  void aForgedTokenIsNobodys() throws AccessException {
    assertThat(access.authenticate(token() + "x")).isEmpty();
    assertThat(access.authenticate("no token")).isEmpty();
  }

  @Test
  void anOperatorWithoutTheRoleSaysWhichItNeeds() {
    try (KubernetesClient powerless =
        server.clientAs(LocalApiServer.serviceAccount("default", NAME))) {
      assertThatThrownBy(() -> new KubernetesAccess(powerless).authenticate("token"))
          .isInstanceOf(AccessException.class)
          .hasMessageContaining("tokenreviews.authentication.k8s.io")
          .hasMessageContaining("system:auth-delegator");
    }
  }
}

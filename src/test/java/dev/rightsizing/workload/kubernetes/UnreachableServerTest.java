// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rightsizing.model.Reason;
import dev.rightsizing.workload.LabelSelector;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import io.fabric8.kubernetes.api.model.ListMetaBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NamespaceList;
import io.fabric8.kubernetes.api.model.NamespaceListBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that fails in ways in which a real one does not fail on demand. */
@EnableKubernetesMockClient
class UnreachableServerTest {

  private static final String FIRST_PAGE = "/api/v1/namespaces?limit=500";

  private KubernetesMockServer server;
  private KubernetesClient client;

  private static WorkloadSource source(KubernetesClient client) {
    return new KubernetesWorkloadSource(client, Clock.systemUTC());
  }

  private static KubernetesClient impatient(String url) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(url)
            .withTrustCerts(true)
            .withRequestTimeout(3000)
            .withConnectionTimeout(3000)
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static WorkloadException failure(KubernetesClient client) {
    return catchThrowableOfType(
        WorkloadException.class, () -> source(client).namespaces(LabelSelector.EVERYTHING));
  }

  @ParameterizedTest
  @CsvSource({
    "401, KUBERNETES_FORBIDDEN",
    "403, KUBERNETES_FORBIDDEN",
    "429, KUBERNETES_UNREACHABLE",
    "500, KUBERNETES_UNREACHABLE",
    "503, KUBERNETES_UNREACHABLE",
  })
  void tellsRefusalsFromOutages(int code, Reason reason) {
    server
        .expect()
        .get()
        .withPath(FIRST_PAGE)
        .andReturn(code, new StatusBuilder().withCode(code).build())
        .always();

    try (KubernetesClient own = impatient(client.getMasterUrl().toString())) {
      WorkloadException failure = failure(own);

      assertThat(failure.reason()).isEqualTo(reason);
      assertThat(failure).hasMessageContaining("list namespaces in the cluster");
      assertThat(failure).hasMessageContaining(Integer.toString(code));
    }
  }

  @Test
  void givesUpOnAServerThatDoesNotAnswer() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        KubernetesClient own = impatient("http://127.0.0.1:" + silent.getLocalPort())) {
      WorkloadException failure = failure(own);

      assertThat(failure.reason()).isEqualTo(Reason.KUBERNETES_UNREACHABLE);
      assertThat(failure).hasMessageContaining("127.0.0.1:" + silent.getLocalPort());
    }
  }

  @Test
  void saysThatNothingListens() throws IOException {
    int port;
    try (ServerSocket closedAtOnce = new ServerSocket(0)) {
      port = closedAtOnce.getLocalPort();
    }
    try (KubernetesClient own = impatient("http://127.0.0.1:" + port)) {
      WorkloadException failure =
          catchThrowableOfType(WorkloadException.class, () -> source(own).view(Set.of("shop")));

      assertThat(failure.reason()).isEqualTo(Reason.KUBERNETES_UNREACHABLE);
      assertThat(failure).hasMessageContaining("refused");
    }
  }

  @Test
  void startsAfreshWhenItsPagesExpire() throws WorkloadException {
    server.expect().get().withPath(FIRST_PAGE).andReturn(200, page("a", "next")).times(2);
    String second = FIRST_PAGE.replace("?", "?continue=next&");
    server
        .expect()
        .get()
        .withPath(second)
        .andReturn(410, new StatusBuilder().withCode(410).build())
        .once();
    server.expect().get().withPath(second).andReturn(200, page("b", null)).once();

    assertThat(source(client).namespaces(LabelSelector.EVERYTHING)).containsExactly("a", "b");
  }

  @Test
  void leavesOutNamespacesThatAreGoing() throws WorkloadException {
    server
        .expect()
        .get()
        .withPath(FIRST_PAGE)
        .andReturn(
            200,
            new NamespaceListBuilder(page("stays", null))
                .addNewItem()
                .withNewMetadata()
                .withName("goes")
                .endMetadata()
                .withNewStatus()
                .withPhase("Terminating")
                .endStatus()
                .endItem()
                .build())
        .once();

    assertThat(source(client).namespaces(LabelSelector.EVERYTHING)).containsExactly("stays");
  }

  private static NamespaceList page(String name, String next) {
    return new NamespaceListBuilder()
        .withMetadata(new ListMetaBuilder().withContinue(next).build())
        .withItems(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .build();
  }
}

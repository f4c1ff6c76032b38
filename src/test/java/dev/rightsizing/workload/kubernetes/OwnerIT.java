// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Workload;
import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.model.proposal.WorkloadOwner.ManagedBy;
import dev.rightsizing.testkit.Kubectl;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The owners of workloads as the API server records who wrote them. */
@ExtendWith(LocalApiServer.Provided.class)
class OwnerIT {

  private LocalApiServer server;
  private Kubectl kubectl;
  private String namespace;

  @BeforeEach
  void makeNamespace(LocalApiServer local) {
    server = local;
    kubectl = new Kubectl(local);
    namespace = local.newNamespace("owner");
  }

  private static String deployment(String annotations) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: checkout, annotations: {%s}, labels: {app.kubernetes.io/instance: shop}}
    spec:
      selector: {matchLabels: {app: checkout}}
      template:
        metadata: {labels: {app: checkout}}
        spec: {containers: [{name: app, image: app, resources: {requests: {cpu: 100m}}}]}
    """
        .formatted(annotations);
  }

  private void run(String input, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "-n";
    all[1] = namespace;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    Kubectl.Result result = kubectl.run(input, all);
    assertThat(result.status()).as(result.output()).isZero();
  }

  private WorkloadOwner owner(WorkloadSource source) throws WorkloadException {
    return source.view(Set.of(namespace)).workloads().stream()
        .map(Workload::management)
        .findFirst()
        .orElseThrow()
        .owner();
  }

  private WorkloadOwner owner() throws WorkloadException {
    return owner(new KubernetesWorkloadSource(server.client(), Clock.systemUTC()));
  }

  @Test
  void whatWasAppliedIsKubectlsThoughItIsScaledAndRestarted() throws WorkloadException {
    run(deployment(""), "apply", "-f", "-");
    run("", "scale", "deployment/checkout", "--replicas=3");
    run("", "rollout", "restart", "deployment/checkout");

    assertThat(owner())
        .satisfies(owner -> assertThat(owner.manager()).isEqualTo(ManagedBy.KUBECTL))
        .satisfies(
            owner ->
                assertThat(owner.evidence())
                    .isEqualTo(
                        "field manager kubectl-client-side-apply wrote its containers, and"
                            + " annotation kubectl.kubernetes.io/last-applied-configuration"));
  }

  @Test
  void whatArgoCdAppliesServerSideIsArgoCds() throws WorkloadException {
    String id = "argocd.argoproj.io/tracking-id: 'shop:apps/Deployment:" + namespace + "/checkout'";
    run(deployment(id), "apply", "--server-side", "--field-manager=argocd-controller", "-f", "-");

    assertThat(owner().manager()).isEqualTo(ManagedBy.ARGO_CD);
    assertThat(owner().name()).isEqualTo("shop");
  }

  @Test
  void aCopyOfAnArgoCdObjectIsNot() throws WorkloadException {
    String id = "argocd.argoproj.io/tracking-id: 'shop:apps/Deployment:elsewhere/checkout'";
    run(deployment(id), "apply", "--server-side", "-f", "-");

    assertThat(owner().manager()).isEqualTo(ManagedBy.KUBECTL);
  }

  @Test
  void withoutTheIdTheLabelAndTheFieldManagerAreEvidence() throws WorkloadException {
    run(deployment(""), "apply", "--server-side", "--field-manager=argocd-controller", "-f", "-");

    assertThat(owner().name()).isEqualTo("shop");
    assertThat(owner().evidence())
        .startsWith("label app.kubernetes.io/instance: shop, and field manager argocd-controller");
  }

  @Test
  void aWatchKeepsItUpToDate() throws WorkloadException {
    run(deployment(""), "create", "-f", "-");
    try (KubernetesWorkloadSource watching =
        KubernetesWorkloadSource.watching(
            server.client(), Set.of(namespace), Clock.systemUTC(), FallbackListener.NONE)) {
      assertThat(owner(watching).evidence()).contains("kubectl-create");

      run("", "annotate", "deployment/checkout", "meta.helm.sh/release-name=shop");

      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> owner(watching).manager() == ManagedBy.HELM);
    }
  }

  @Test
  void aCronJobsOwnerIsReadOfItsOwnTemplate() throws WorkloadException {
    run(
        "",
        "create",
        "cronjob",
        "nightly",
        "--image=app",
        "--schedule=@daily",
        "--field-manager=terraform");

    assertThat(owner().manager()).isEqualTo(ManagedBy.UNKNOWN);
    assertThat(owner().evidence()).isEqualTo("field manager terraform wrote its containers");
  }
}

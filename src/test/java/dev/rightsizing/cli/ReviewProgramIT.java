// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.PatchAssertion;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The shipped command over Recommendations of a real API server. */
@ExtendWith(LocalApiServer.Provided.class)
class ReviewProgramIT {
  private static final String PATCH =
      """
      spec:
        template:
          spec:
            containers:
            - name: app
              resources:
                requests: {cpu: 219m}
      """;

  private LocalApiServer server;
  private KubernetesClient client;
  private String namespace;
  private Program rightsize;

  @BeforeEach
  void prepare(LocalApiServer local) {
    server = local;
    client = local.client();
    Crds.install(client);
    namespace = local.newNamespace("review");
    rightsize = new Program(Program.WRAPPER, local.kubeconfigFile());
  }

  private void recommendation(String workload, boolean patched) {
    Recommendation made =
        Serialization.unmarshal(
            """
            apiVersion: rightsizing.dev/v1alpha1
            kind: Recommendation
            metadata: {name: deployment-%1$s, namespace: %2$s}
            spec:
              policy: shop
              target: {apiVersion: apps/v1, kind: Deployment, name: %1$s}
            """
                .formatted(workload, namespace),
            Recommendation.class);
    client.resource(made).create();
    Recommendation told =
        Serialization.unmarshal(
            """
            apiVersion: rightsizing.dev/v1alpha1
            kind: Recommendation
            metadata: {name: deployment-%s, namespace: %s}
            status:
              replicas: 3
              containers:
              - name: app
                role: Main
                cpu:
                  current: {request: "1", limit: "2", requestSource: Template}
                  usage: {p95: 182m, max: 640m, mean: 95m}
                  recommended: {request: 219m, limit: 438m}
                  verdict: OverProvisioned
                  explanation: P95 182m x 1.20 = 218.4m, rounded up to 219m
                memory:
                  current: {request: 2Gi, limit: 2Gi, requestSource: Template}
                  recommended: {request: 2Gi, limit: 2Gi}
                  verdict: InsufficientData
                  explanation: 2h of history, 24h are needed
              savings: {monthly: "18.02", currency: USD, cpu: 2343m, memory: "0",
                percent: 25, priceSource: Default}
              confidence: {level: High, history: 7d, samples: 2016, coveragePercent: 100}
              evidence: {source: "http://prometheus.example", queries: ["rate(cpu[5m])"],
                from: "2026-02-25T10:00:00Z", to: "2026-03-04T10:00:00Z", step: 5m,
                aggregation: MaxOverPods}
              conditions:
              - {type: Ready, status: "True", reason: Evaluated, message: Sizes are computed.,
                 lastTransitionTime: "2026-03-04T10:00:00Z"}
            """
                .formatted(workload, namespace),
            Recommendation.class);
    if (patched) {
      told.getStatus().setPatches(new dev.rightsizing.api.v1alpha1.recommendation.Patches());
      told.getStatus().getPatches().setStrategicMerge(PATCH);
    }
    told.setSpec(made.getSpec());
    client.resource(told).patchStatus();
  }

  private Recommendation read(String workload) {
    return client
        .resources(Recommendation.class)
        .inNamespace(namespace)
        .withName("deployment-" + workload)
        .get();
  }

  @Test
  void explainsEachNumberWithWhereItComesFrom() {
    recommendation("checkout", true);

    Program.Result said = rightsize.run("explain", "deployment/checkout", "-n", namespace);

    assertThat(said.status()).as(said.err()).isZero();
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .contains("Deployment/checkout", "app", "18.02 USD", "Pending")
        .contains("219m", "OverProvisioned", "P95 182m x 1.20 = 218.4m, rounded up to 219m")
        .contains("InsufficientData", "2h of history, 24h are needed")
        .contains("640m", "rate(cpu[5m])", "Ready", "Evaluated")
        .doesNotContain("null");
  }

  @Test
  void printsAPatchThatKubectlTakes() {
    new KubernetesObjects(client, namespace)
        .deployment("checkout", 1, pod(container("app", "cpu=1,memory=1Gi", "cpu=2,memory=2Gi")));
    recommendation("checkout", true);

    Program.Result said = rightsize.run("patch", "deployment/checkout", "-n", namespace);

    JsonNode template =
        new PatchAssertion(server)
            .applies(
                new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, "checkout"),
                PatchAssertion.strategic(said.out()));
    assertThat(template.at("/spec/containers/0/resources/requests/cpu").asText()).isEqualTo("219m");
  }

  @Test
  void printsNoPatchWhereThereIsNone() {
    recommendation("idle", false);

    rightsize.run("patch", "deployment/idle", "-n", namespace).isOneLineThatSays("patch", "idle");
  }

  @Test
  void approvesSeveralInItsOwnName() {
    recommendation("a", true);
    recommendation("b", true);

    Program.Result said = rightsize.run("approve", "deployment/a", "Deployment/b", "-n", namespace);

    assertThat(said.status()).as(said.err()).isZero();
    assertThat(read("a").getSpec().getDecision()).isEqualTo(Decision.Approved);
    assertThat(read("b").getSpec().getDecision()).isEqualTo(Decision.Approved);
    assertThat(read("a").getMetadata().getManagedFields())
        .anySatisfy(
            entry -> {
              assertThat(entry.getManager()).isEqualTo("rightsize");
              assertThat(Serialization.asJson(entry.getFieldsV1()))
                  .contains("f:decision")
                  .doesNotContain("f:policy");
            });
  }

  @Test
  void rejectsWhatWasApproved() {
    recommendation("a", true);
    rightsize.run("approve", "deployment/a", "-n", namespace);

    Program.Result said = rightsize.run("reject", "deployment/a", "-n", namespace);

    assertThat(said.status()).as(said.err()).isZero();
    assertThat(said.out()).contains("Rejected");
    assertThat(read("a").getSpec().getDecision()).isEqualTo(Decision.Rejected);
  }

  @Test
  void decidesNothingWhenOneNameIsWrong() {
    recommendation("a", true);

    rightsize
        .run("approve", "deployment/a", "deployment/absent", "-n", namespace)
        .isOneLineThatSays("absent");

    assertThat(read("a").getSpec().decisionOrPending()).isEqualTo(Decision.Pending);
  }
}

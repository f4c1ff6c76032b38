// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.model.proposal.WorkloadOwner.ManagedBy;
import dev.rightsizing.recommend.ProposedChangeReader.Reading;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProposedChangeReaderTest {
  private static final WorkloadRef CHECKOUT =
      new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "checkout");
  private static final String CPU =
      """
      current: {request: "1", limit: "2", requestSource: Template}
      usage: {p95: 182m, max: 401m, mean: 96m}
      recommended: {request: 219m, limit: 438m}
      verdict: OverProvisioned
      explanation: P95 182m x 1.20
      """;
  private static final String KEPT =
      """
      current: {request: 900Mi, limit: 1Gi, requestSource: Template}
      recommended: {request: 900Mi, limit: 1Gi}
      verdict: RightSized
      """;

  private final ProposedChangeReader reader = new ProposedChangeReader();

  private static Recommendation recommendation(String cpu, String memory, String more) {
    String status =
        "containers:\n- name: app\n  role: Main\n  cpu:\n"
            + cpu.indent(4)
            + "  memory:\n"
            + memory.indent(4)
            + more;
    return Serialization.unmarshal(
        """
        apiVersion: rightsizing.dev/v1alpha1
        kind: Recommendation
        metadata: {name: deployment-checkout, namespace: shop}
        spec: {policy: p, target: {apiVersion: apps/v1, kind: Deployment, name: checkout}}
        status:
          replicas: 3
          savings: {monthly: "18.02", currency: USD}
        """
            + (more.contains("confidence:") ? "" : "  confidence: {level: High}\n")
            + status.indent(2),
        Recommendation.class);
  }

  private Reading read(String cpu, String memory, String more) {
    return reader.read(recommendation(cpu, memory, more));
  }

  private static List<String> edits(ProposedChange change) {
    return change.edits().stream()
        .filter(e -> !e.from().equals(e.to()))
        .map(ProposedChangeReaderTest::text)
        .toList();
  }

  private static String text(SizeEdit edit) {
    return edit.container()
        + " "
        + edit.bound().key()
        + "."
        + edit.resource().key()
        + " "
        + edit.from().map(Amount::toQuantity).orElse("none")
        + "->"
        + edit.to().map(Amount::toQuantity).orElse("none");
  }

  @Test
  void takesWhatDiffersFromTheTemplateWithItsFiguresAndReasons() {
    Reading reading =
        read(
            CPU,
            KEPT,
            """
            owner: {manager: ArgoCD, name: argocd/shop, evidence: label}
            risk: {level: Warning, reasons: [near its limit]}
            quota: {fits: false, message: over compute}
            """);

    ProposedChange change = reading.change().orElseThrow();
    assertThat(change.ref()).isEqualTo(CHECKOUT);
    assertThat(edits(change)).containsExactly("app requests.cpu 1->219m", "app limits.cpu 2->438m");
    assertThat(change.containers().get(0).resources())
        .singleElement()
        .satisfies(
            cpu -> {
              assertThat(cpu.resource()).isEqualTo(Resource.CPU);
              assertThat(cpu.p95()).map(Amount::toQuantity).contains("182m");
              assertThat(cpu.peak()).map(Amount::toQuantity).contains("401m");
              assertThat(cpu.explanation()).isEqualTo("P95 182m x 1.20");
            });
    assertThat(change.monthly()).hasToString("Optional[18.02 USD]");
    assertThat(change.owner().manager()).isEqualTo(ManagedBy.ARGO_CD);
    assertThat(change.owner().namespace()).isEqualTo("argocd");
    assertThat(change.owner().name()).isEqualTo("shop");
    assertThat(change.risk()).isEqualTo("Warning");
    assertThat(change.quota()).isEqualTo("over compute");
    assertThat(reading.left()).isEmpty();
  }

  @Test
  void comparesWithTheTemplateWhereRunningPodsDiffer() {
    Reading resized = read(CPU + "template: {request: 219m, limit: 438m}\n", KEPT, "");
    Reading other = read(CPU + "template: {request: 500m, limit: 438m}\n", KEPT, "");

    assertThat(resized.change()).isEmpty();
    assertThat(edits(other.change().orElseThrow())).containsExactly("app requests.cpu 500m->219m");
  }

  /** Pods were resized in place, all the way or a step of it; the template is as it was. */
  @ParameterizedTest
  @CsvSource({"219m, RightSized", "700m, OverProvisioned", "219m, Reducible"})
  void whatWasResizedInPlaceIsProposedInItsRecommendedSize(String current, String verdict) {
    Reading reading =
        read(
            """
            current: {request: %s, limit: "2"}
            template: {request: "1", limit: "2"}
            recommended: {request: 219m, limit: "2"}
            verdict: %s
            """
                .formatted(current, verdict),
            KEPT,
            "");

    assertThat(edits(reading.change().orElseThrow())).containsExactly("app requests.cpu 1->219m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"InsufficientData", "HeldByAutoscaler", "Unschedulable", "NotAdmitted"})
  void aVerdictThatKeepsTheSizeRaisesALimitAtMost(String verdict) {
    String held =
        """
        current: {request: 900Mi, limit: 1Gi}
        template: {request: 800Mi, limit: 1Gi}
        recommended: {request: 900Mi, limit: %s}
        verdict: %s
        """;

    assertThat(read(KEPT_CPU, held.formatted("1Gi", verdict), "").change()).isEmpty();
    assertThat(edits(read(KEPT_CPU, held.formatted("2Gi", verdict), "").change().orElseThrow()))
        .containsExactly("app limits.memory 1Gi->2Gi");
  }

  private static final String KEPT_CPU =
      "current: {request: 100m}\nrecommended: {request: 100m}\nverdict: RightSized\n";

  @Test
  void takesALimitAwayThatIsNotRecommended() {
    String none =
        "current: {request: 100m, limit: 200m}\nrecommended: {request: 100m}\nverdict: RightSized\n";

    assertThat(edits(read(none, KEPT, "").change().orElseThrow()))
        .containsExactly("app limits.cpu 200m->none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "controller: Prometheus/k8s | OWNED_BY_CONTROLLER | Prometheus/k8s manages it",
        "conditions: [{type: Stale, status: 'True', reason: SourceTimeout, message: no answer}] | STALE"
            + " | no answer",
        "conditions: [{type: Ready, status: 'False', reason: HistoryTooShort, message: 2 h of 24 h}] |"
            + " LOW_CONFIDENCE | 2 h of 24 h",
        "confidence: {level: None} | LOW_CONFIDENCE | too little history"
      })
  void leavesAWorkloadOutAndSaysWhy(String more, Reason reason, String message) {
    Reading reading = read(CPU, KEPT, more + "\n");

    assertThat(reading.change()).isEmpty();
    assertThat(reading.left())
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.ref()).isEqualTo(CHECKOUT);
              assertThat(left.container()).isEmpty();
              assertThat(left.reason()).isEqualTo(reason);
              assertThat(left.message()).contains(message);
            });
  }

  @Test
  void onLittleHistoryASizeMayGrowAndDoesNotShrink() {
    String grows =
        "current: {request: 1Gi, limit: 1Gi}\nrecommended: {request: 2Gi, limit: 2Gi}\n"
            + "verdict: UnderProvisioned\n";

    Reading reading = read(CPU, grows, "confidence: {level: Low}\n");

    assertThat(edits(reading.change().orElseThrow()))
        .containsExactly("app requests.memory 1Gi->2Gi", "app limits.memory 1Gi->2Gi");
    assertThat(reading.change().orElseThrow().monthly())
        .as("the saving of the whole would be too much for a part")
        .isEmpty();
    assertThat(reading.left())
        .extracting(NotProposed::reason)
        .containsExactly(Reason.LOW_CONFIDENCE);
    assertThat(reading.left().get(0).container()).contains("app");
  }

  @Test
  void aSizeThatNeedsAnotherTargetOfTheAutoscalerIsLeftOut() {
    Reading reading =
        read(
            CPU,
            KEPT,
            "autoscalers: [{kind: HorizontalPodAutoscaler, name: checkout, resource: cpu, decision:"
                + " ScalePoint, message: target 80 becomes 91}]\n");

    assertThat(reading.change()).isEmpty();
    assertThat(reading.left())
        .extracting(NotProposed::reason)
        .containsExactly(Reason.AUTOSCALER_TARGET);
    assertThat(reading.left().get(0).message()).contains("HorizontalPodAutoscaler checkout");
  }

  @Test
  void thePodAsAWholeIsAContainerWithoutAName() {
    Reading reading =
        read(
            KEPT_CPU,
            KEPT,
            "pod: {cpu: {current: {request: '2'}, recommended: {request: '1'}, verdict: Reducible}}\n");

    assertThat(edits(reading.change().orElseThrow())).containsExactly(" requests.cpu 2->1");
  }

  @Test
  void aRecommendationWithoutFiguresAsksForNothing() {
    Recommendation empty = recommendation(CPU, KEPT, "");
    empty.getStatus().setContainers(null);

    assertThat(reader.read(empty).change()).isEmpty();
    assertThat(reader.read(empty).left()).isEmpty();
  }
}

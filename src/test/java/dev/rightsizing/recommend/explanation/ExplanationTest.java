// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.DroppedSamples;
import dev.rightsizing.api.v1alpha1.recommendation.Evidence;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.WorkloadReference;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationTest {

  private static String explained(String text) {
    ResourceRecommendation cpu = new ResourceRecommendation();
    cpu.setExplanation(text);
    ContainerRecommendation container = new ContainerRecommendation();
    container.setName(text);
    container.setCpu(cpu);
    Evidence evidence = new Evidence();
    evidence.setSource(text);
    evidence.setQueries(List.of(text));
    Condition condition = new Condition();
    condition.setType("Ready");
    condition.setMessage(text);
    RecommendationStatus status = new RecommendationStatus();
    status.setContainers(List.of(container));
    status.setEvidence(evidence);
    status.setConditions(List.of(condition));
    WorkloadReference target = new WorkloadReference();
    target.setKind("Rollout");
    target.setName(text);
    RecommendationSpec spec = new RecommendationSpec();
    spec.setPolicy(text);
    spec.setTarget(target);
    Recommendation recommendation = new Recommendation();
    recommendation.setMetadata(new ObjectMetaBuilder().withNamespace("shop").build());
    recommendation.setSpec(spec);
    recommendation.setStatus(status);
    StringWriter out = new StringWriter();
    new Explanation(new PrintWriter(out)).print(recommendation);
    return out.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001B[2Ja",
        "a\nb",
        "a\rb",
        "a\u0085b",
        "a\u2028b",
        "a\u202Eb",
        "a\u0007b",
        "%s%n"
      })
  void noTextOfTheClusterMovesACursorOrMakesALine(String text) {
    String written = explained(text);
    assertThat(written.codePoints().filter(c -> c != '\n'))
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || c == 0x2028);
    assertThat(written.lines().count()).isEqualTo(explained("word").lines().count());
  }

  @Test
  void saysWhatWasLeftOut() {
    DroppedSamples dropped = new DroppedSamples();
    dropped.setContainer("app");
    dropped.setResource("cpu");
    dropped.setSamples(3L);
    dropped.setGreatest("10000200m");
    dropped.setAt("2026-03-04T02:00:00Z");
    Evidence evidence = new Evidence();
    evidence.setDropped(List.of(dropped));
    Recommendation recommendation = new Recommendation();
    recommendation.setMetadata(new ObjectMetaBuilder().withNamespace("shop").build());
    RecommendationSpec spec = new RecommendationSpec();
    WorkloadReference target = new WorkloadReference();
    target.setKind("Deployment");
    target.setName("web");
    spec.setTarget(target);
    recommendation.setSpec(spec);
    RecommendationStatus status = new RecommendationStatus();
    status.setEvidence(evidence);
    recommendation.setStatus(status);
    StringWriter out = new StringWriter();

    new Explanation(new PrintWriter(out)).print(recommendation);

    assertThat(out.toString().lines())
        .contains(
            "left out    3 impossible cpu samples of container app, the largest 10000200m"
                + " at 2026-03-04T02:00:00Z");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rightsizing.model.ScaleAdvice;
import dev.rightsizing.model.WorkloadRecommendation;
import java.util.stream.Stream;

/**
 * One target of an autoscaler, named as in a Recommendation's {@code status.autoscalers}.
 *
 * @param scalePointPercent the target that keeps the scale point; absent where nothing changes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "namespace",
  "target",
  "kind",
  "name",
  "resource",
  "container",
  "targetPercent",
  "scalePointPercent",
  "decision",
  "message"
})
public record ScaleRow(
    String namespace,
    Target target,
    String kind,
    String name,
    String resource,
    String container,
    int targetPercent,
    Integer scalePointPercent,
    String decision,
    String message) {

  static Stream<ScaleRow> of(WorkloadRecommendation recommendation) {
    return recommendation.scaling().advice().stream().map(advice -> of(recommendation, advice));
  }

  private static ScaleRow of(WorkloadRecommendation recommendation, ScaleAdvice advice) {
    return new ScaleRow(
        recommendation.workload().ref().namespace(),
        Target.of(recommendation.workload()),
        advice.autoscaler().kind(),
        advice.autoscaler().name(),
        advice.target().resource().key(),
        advice.target().container().orElse(null),
        advice.target().percent(),
        advice.keepingPercent().orElse(null),
        advice.decision().text(),
        advice.message());
  }

  /** Whether it has a part in a size that is shown. */
  boolean matters() {
    return !ScaleAdvice.Decision.UNCHANGED.text().equals(decision);
  }

  /** For people. */
  String line() {
    return namespace + " / " + target + ": " + message;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.risk.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Recommendation asks for, with what says how far it can be trusted.
 *
 * @param recommendation name of the object
 * @param version its resourceVersion, for the annotation on what is written
 * @param steps from what pods have to what is recommended; only those that change something
 * @param targets of autoscalers that change with the requests, so that pods are added where they
 *     were
 * @param peaks by container, the greatest memory use of the window; absent where unknown
 * @param stale why the figures are from an earlier evaluation; empty where they are current
 * @param computedAt when the figures were computed
 * @param risk the worst of what is reported now
 * @param risks one sentence each
 * @param throttled containers whose throttling is reported now
 * @param reasons by container, the explanation of its sizes
 */
public record Goal(
    WorkloadRef ref,
    String recommendation,
    String version,
    Decision decision,
    List<SizeStep> steps,
    List<TargetStep> targets,
    Map<String, Amount> peaks,
    Confidence.Level confidence,
    Duration history,
    Optional<String> stale,
    Instant computedAt,
    RiskLevel risk,
    List<String> risks,
    List<String> throttled,
    Map<String, String> reasons) {

  public Goal {
    steps = List.copyOf(steps);
    targets = List.copyOf(targets);
    peaks = Map.copyOf(peaks);
    risks = List.copyOf(risks);
    throttled = List.copyOf(throttled);
    reasons = Map.copyOf(reasons);
  }

  /** The same with figures that are too old to begin anything with. */
  public Goal withStale(String why) {
    return new Goal(
        ref,
        recommendation,
        version,
        decision,
        steps,
        targets,
        peaks,
        confidence,
        history,
        Optional.of(why),
        computedAt,
        risk,
        risks,
        throttled,
        reasons);
  }

  /** A person's decision on a Recommendation. */
  public enum Decision {
    PENDING,
    APPROVED,
    REJECTED
  }
}

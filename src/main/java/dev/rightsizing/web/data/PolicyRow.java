// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.data;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicySpec;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.model.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A RightSizingPolicy, reduced to what the page shows of it.
 *
 * @param interval how often it is evaluated
 * @param suspended whether it is not evaluated at all
 * @param evaluatedAt when it was last
 * @param source its condition SourceReachable
 * @param quotas every line of the quotas in its scope
 */
public record PolicyRow(
    String namespace,
    String name,
    Duration interval,
    boolean suspended,
    Optional<Instant> evaluatedAt,
    Optional<Check> source,
    List<QuotaBar> quotas) {
  private static final Duration DEFAULT_INTERVAL = Duration.ofHours(1);
  private static final int LONGEST_MESSAGE = 400;

  /**
   * A condition.
   *
   * @param since when its status last changed
   */
  public record Check(Condition.Status status, String message, Optional<Instant> since) {}

  public PolicyRow {
    quotas = List.copyOf(quotas);
  }

  /** Reduces an object as the API server has it. */
  public static PolicyRow of(RightSizingPolicy whole) {
    RightSizingPolicySpec spec =
        Objects.requireNonNullElseGet(whole.getSpec(), RightSizingPolicySpec::new);
    RightSizingPolicyStatus status =
        Objects.requireNonNullElseGet(whole.getStatus(), RightSizingPolicyStatus::new);
    return new PolicyRow(
        whole.getMetadata().getNamespace(),
        whole.getMetadata().getName(),
        Lenient.duration(spec.getInterval()).orElse(DEFAULT_INTERVAL),
        Boolean.TRUE.equals(spec.getSuspend()),
        Lenient.instant(status.getLastEvaluationTime()),
        check(status.getConditions(), "SourceReachable"),
        status.getQuotas() == null
            ? List.of()
            : status.getQuotas().stream().map(QuotaBar::of).toList());
  }

  private static Optional<Check> check(List<Condition> conditions, String type) {
    return conditions == null
        ? Optional.empty()
        : conditions.stream()
            .filter(c -> type.equals(c.getType()) && c.getStatus() != null)
            .map(
                c ->
                    new Check(
                        c.getStatus(),
                        PlainText.line(c.getMessage(), LONGEST_MESSAGE),
                        Lenient.instant(c.getLastTransitionTime())))
            .findFirst();
  }
}

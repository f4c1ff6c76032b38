// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.attention;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.api.v1alpha1.recommendation.risk.RiskLevel;
import dev.rightsizing.api.v1alpha1.recommendation.risk.RiskSignal;
import dev.rightsizing.web.attention.Attention.Kind;
import dev.rightsizing.web.data.PolicyRow;
import dev.rightsizing.web.data.QuotaBar;
import dev.rightsizing.web.data.RecommendationRow;
import dev.rightsizing.web.data.RiskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The attention queue: what a person on call would look at first. A pure function.
 *
 * <p>Kinds come in the order of {@link Kind}: what is about to break, then what cannot be judged,
 * then what only costs money. Within a kind, what has the least time left comes first, then the
 * greater weight (level of risk, share of the quota, money), then what lasts longest, then by name.
 * A workload is listed once, under its most urgent kind; a quota's line and a policy are likewise.
 *
 * <ul>
 *   <li>Emergency: the workload's risk is Emergency (95 % of a limit).
 *   <li>Runs out of memory: a limit will be reached at the present growth within a day.
 *   <li>Throttled: CPU throttling is at risk.
 *   <li>OOM-killed: a container was killed within the risk's hold time.
 *   <li>At risk: any other Warning or Critical.
 *   <li>Quota nearly full: 90 % used or more, or used up within two days at the present growth.
 *   <li>Stale: no evaluation for three intervals, at least half an hour, of a policy that is not
 *       suspended.
 *   <li>No usage data: the policy's source is unreachable.
 *   <li>Saving to decide: a Recommendation that waits for a decision; of each currency the five
 *       greatest.
 * </ul>
 */
public final class AttentionRule {
  static final Duration SOON = Duration.ofDays(1);
  static final Duration QUOTA_SOON = Duration.ofDays(2);
  static final int QUOTA_PERCENT = 90;
  static final int INTERVALS = 3;
  static final Duration SHORTEST_STALE = Duration.ofMinutes(30);
  static final int SAVINGS_PER_CURRENCY = 5;

  private static final Comparator<Attention> ORDER =
      Comparator.comparing((Attention a) -> a.kind().rank())
          .thenComparing(a -> a.left().orElse(Duration.ofDays(Short.MAX_VALUE)))
          .thenComparing(Comparator.comparingDouble(Attention::weight).reversed())
          .thenComparing(a -> a.since().orElse(Instant.MAX))
          .thenComparing(Attention::namespace)
          .thenComparing(Attention::subject);

  /** What needs attention at a moment, the most urgent first. */
  public List<Attention> order(
      List<RecommendationRow> recommendations, List<PolicyRow> policies, Instant now) {
    List<Attention> found = new ArrayList<>();
    recommendations.forEach(row -> risk(row).ifPresent(found::add));
    for (PolicyRow policy : policies) {
      policy.quotas().forEach(bar -> quota(bar).ifPresent(found::add));
      policy(policy, now).ifPresent(found::add);
    }
    found.addAll(savings(recommendations));
    return found.stream().distinct().sorted(ORDER).toList();
  }

  private static Optional<Attention> risk(RecommendationRow row) {
    RiskState risk = row.risk();
    if (!risk.isAtRisk()) {
      return Optional.empty();
    }
    Optional<Duration> left = risk.minutesToLimit().map(Duration::ofMinutes);
    return Optional.of(
        new Attention(
            kind(risk, left),
            row.object().namespace(),
            row.target(),
            risk.reasons().isEmpty()
                ? "The risk is " + risk.level() + "."
                : String.join(" ", risk.reasons()),
            risk.since(),
            left,
            risk.severity(),
            row.path()));
  }

  private static Kind kind(RiskState risk, Optional<Duration> left) {
    if (risk.level() == RiskLevel.Emergency) {
      return Kind.EMERGENCY;
    }
    if (left.isPresent() && left.get().compareTo(SOON) <= 0) {
      return Kind.RUNNING_OUT;
    }
    if (risk.signals().contains(RiskSignal.Kind.Throttling)) {
      return Kind.THROTTLED;
    }
    if (risk.signals().contains(RiskSignal.Kind.OomKill)) {
      return Kind.OOM_KILLED;
    }
    return Kind.AT_RISK;
  }

  private static Optional<Attention> quota(QuotaBar bar) {
    int percent = bar.used().percent().orElse(0);
    Optional<Duration> left = bar.exhausted();
    boolean soon = left.isPresent() && left.get().compareTo(QUOTA_SOON) <= 0;
    if (percent < QUOTA_PERCENT && !soon) {
      return Optional.empty();
    }
    return Optional.of(
        new Attention(
            Kind.QUOTA_NEARLY_FULL,
            bar.namespace(),
            "ResourceQuota/" + bar.quota(),
            bar.resource()
                + ": "
                + bar.used().amount()
                + " of "
                + bar.hard()
                + " used ("
                + percent
                + " %)"
                + bar.projected().percent().map(p -> "; " + p + " % with all applied").orElse("")
                + ".",
            Optional.empty(),
            soon ? left : Optional.empty(),
            percent,
            "/#quotas"));
  }

  private static Optional<Attention> policy(PolicyRow policy, Instant now) {
    if (policy.suspended()) {
      return Optional.empty();
    }
    Optional<PolicyRow.Check> lost =
        policy.source().filter(check -> check.status() == Condition.Status.False);
    if (lost.isPresent()) {
      return Optional.of(
          about(policy, Kind.SOURCE_UNREACHABLE, lost.get().message(), lost.get().since()));
    }
    Duration longest = policy.interval().multipliedBy(INTERVALS);
    Duration allowed = longest.compareTo(SHORTEST_STALE) < 0 ? SHORTEST_STALE : longest;
    return policy
        .evaluatedAt()
        .filter(at -> Duration.between(at, now).compareTo(allowed) > 0)
        .map(
            at ->
                about(
                    policy,
                    Kind.STALE,
                    "It was not evaluated for more than "
                        + INTERVALS
                        + " intervals; see its conditions.",
                    Optional.of(at)));
  }

  private static Attention about(
      PolicyRow policy, Kind kind, String reason, Optional<Instant> since) {
    return new Attention(
        kind,
        policy.namespace(),
        "RightSizingPolicy/" + policy.name(),
        reason,
        since,
        Optional.empty(),
        0,
        "/recommendations?policy=" + policy.namespace() + "%2F" + policy.name());
  }

  private static List<Attention> savings(List<RecommendationRow> recommendations) {
    Map<String, List<RecommendationRow>> byCurrency =
        recommendations.stream()
            .filter(row -> row.decision() == Decision.Pending)
            .filter(row -> !row.risk().isAtRisk())
            .filter(row -> row.saving().orZero().signum() > 0)
            .collect(Collectors.groupingBy(row -> row.saving().currency()));
    return byCurrency.values().stream()
        .flatMap(
            rows ->
                rows.stream()
                    .sorted(
                        Comparator.comparing((RecommendationRow row) -> row.saving().orZero())
                            .reversed()
                            .thenComparing(RecommendationRow::path))
                    .limit(SAVINGS_PER_CURRENCY))
        .map(AttentionRule::saving)
        .toList();
  }

  private static Attention saving(RecommendationRow row) {
    return new Attention(
        Kind.SAVING_WAITS,
        row.object().namespace(),
        row.target(),
        row.saving().text() + " a month: CPU " + row.cpu() + ", memory " + row.memory() + ".",
        Optional.empty(),
        Optional.empty(),
        row.saving().orZero().doubleValue(),
        row.path());
  }
}

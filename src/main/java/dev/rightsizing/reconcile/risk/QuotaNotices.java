// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.api.v1alpha1.policy.QuotaLine;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.quota.QuotaCrossing;
import dev.rightsizing.model.quota.QuotaKey;
import dev.rightsizing.model.quota.QuotaUse;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.notice.Notice;
import dev.rightsizing.notice.NoticePublisher;
import dev.rightsizing.recommend.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Publishes quota crossings, one notice each, on the ResourceQuota. */
final class QuotaNotices {
  private final NoticePublisher publisher;

  QuotaNotices(NoticePublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * Publishes them.
   *
   * @param status of the policy, which knows what its Recommendations would free
   */
  void tell(
      Policy.Id policy,
      RightSizingPolicyStatus status,
      List<QuotaCrossing> crossings,
      Instant now) {
    crossings.forEach(
        crossing ->
            publisher.publish(
                new Notice(
                    quota(crossing),
                    Optional.of(RiskNotices.subject(policy)),
                    reason(crossing.to()),
                    crossing.isRise(),
                    crossing.isRise()
                        ? risen(crossing, freed(status, crossing.key()))
                        : over(crossing),
                    new Notice.Details(Optional.of(RiskNotices.subject(policy)), List.of()),
                    // Nothing of the policy: another one that sees the same must not tell it again.
                    crossing.key().resource() + "/" + crossing.to() + "/" + crossing.since(),
                    now)));
  }

  private static Notice.Subject quota(QuotaCrossing crossing) {
    return new Notice.Subject(
        "v1",
        "ResourceQuota",
        crossing.key().namespace(),
        crossing.key().name(),
        crossing.use().map(QuotaUse::uid).orElse(""),
        Optional.of("spec.hard[" + crossing.key().resource() + "]"));
  }

  private static Reason reason(RiskLevel level) {
    return switch (level) {
      case WARNING -> Reason.QUOTA_WARNING;
      case CRITICAL -> Reason.QUOTA_CRITICAL;
      case EMERGENCY -> Reason.QUOTA_EMERGENCY;
      case NONE, UNKNOWN -> Reason.QUOTA_CLEARED;
    };
  }

  private static String risen(QuotaCrossing crossing, Optional<String> freed) {
    String trend =
        crossing
            .timeToExhaustion()
            .map(left -> "; at the trend of the last days it is used up in " + text(left))
            .orElse("");
    return figures(crossing)
        + " since "
        + crossing.since()
        + trend
        + freed.map(amount -> "; the Recommendations here would free " + amount).orElse("");
  }

  private static String over(QuotaCrossing crossing) {
    if (crossing.use().isEmpty()) {
      return crossing.key() + " is gone";
    }
    return crossing.use().get().hard().value() <= 0
        ? crossing.key() + " now allows nothing, so it cannot run out"
        : figures(crossing);
  }

  /** {@code requests.cpu of quota shop/compute: 17200m of 20 used (86 %)}. */
  private static String figures(QuotaCrossing crossing) {
    QuotaUse use = crossing.use().orElseThrow();
    return crossing.key()
        + ": "
        + use.used().orElseThrow().quantity()
        + " of "
        + use.hard().quantity()
        + " used ("
        + (int) Math.floor(100 * use.share().orElseThrow() + 1e-6)
        + " %)";
  }

  private static String text(Duration left) {
    return left.isZero() ? "less than an hour" : PrometheusDuration.format(left);
  }

  /** What is used less what would be used with all Recommendations applied. */
  private static Optional<String> freed(RightSizingPolicyStatus status, QuotaKey key) {
    if (status == null || status.getQuotas() == null) {
      return Optional.empty();
    }
    return status.getQuotas().stream()
        .filter(line -> key.equals(key(line)))
        .filter(line -> line.getUsed() != null && line.getProjected() != null)
        .flatMap(QuotaNotices::freed)
        .findFirst();
  }

  private static QuotaKey key(QuotaLine line) {
    return new QuotaKey(line.getNamespace(), line.getName(), line.getResource());
  }

  private static Stream<String> freed(QuotaLine line) {
    Resource resource = line.getResource().endsWith("memory") ? Resource.MEMORY : Resource.CPU;
    Amount freed =
        Amount.parse(resource, line.getUsed()).minus(Amount.parse(resource, line.getProjected()));
    return freed.value() > 0 ? Stream.of(freed.toQuantity()) : Stream.empty();
  }
}

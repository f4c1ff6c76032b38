// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.Condition.Status;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.api.v1alpha1.policy.QuotaLine;
import dev.rightsizing.evaluate.QuotaOutlook;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.QuotaProjection;
import dev.rightsizing.model.QuotaProjection.Forecast;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.quota.QuotaHistory;
import dev.rightsizing.model.quota.QuotaKey;
import dev.rightsizing.model.quota.QuotaState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what becomes of the quotas into a policy's status. */
final class QuotaMapper {
  /** The level Emergency: from there on the next roll-out's surge is likely to be refused. */
  private static final double NEARLY_USED_UP = 0.95;

  /** Within it, somebody should ask for more now. */
  private static final Duration SOON = Duration.ofDays(14);

  private static final int NAMED = 5;

  private final QuotaRiskMapper risks = new QuotaRiskMapper();

  /** Each line with its trend, as the quota watch has remembered what was used. */
  List<QuotaOutlook> outlooks(List<QuotaProjection> quotas, RightSizingPolicyStatus before) {
    Map<QuotaKey, QuotaHistory> histories =
        risks.remembered(before).stream()
            .filter(state -> state.history().isPresent())
            .collect(
                Collectors.toMap(
                    QuotaState::key, state -> state.history().orElseThrow(), (a, b) -> a));
    return quotas.stream()
        .map(q -> QuotaOutlook.of(q, Optional.ofNullable(histories.get(key(q.quota())))))
        .toList();
  }

  private static QuotaKey key(Quota quota) {
    return new QuotaKey(quota.namespace(), quota.name(), quota.key());
  }

  QuotaLine line(QuotaOutlook outlook) {
    QuotaProjection projection = outlook.projection();
    Quota quota = projection.quota();
    QuotaLine line = new QuotaLine();
    line.setNamespace(quota.namespace());
    line.setName(quota.name());
    line.setResource(quota.key());
    line.setHard(quota.hard().toQuantity());
    quota.used().ifPresent(used -> line.setUsed(used.toQuantity()));
    quota.used().ifPresent(used -> used.percentOf(quota.hard()).ifPresent(line::setUsedPercent));
    projection.forecast().ifPresent(forecast -> write(forecast, quota, line));
    if (projection.impossible()) {
      line.setMessage(Reason.IMPOSSIBLE_FIGURE.sentence());
    }
    projection.shortfall().ifPresent(amount -> line.setShortfall(amount.toQuantity()));
    projection.idle().ifPresent(amount -> line.setIdle(amount.toQuantity()));
    outlook.timeToExhaustion().map(PrometheusDuration::format).ifPresent(line::setTimeToExhaustion);
    return line;
  }

  private static void write(Forecast forecast, Quota quota, QuotaLine line) {
    line.setProjected(forecast.steady().toQuantity());
    forecast.steady().percentOf(quota.hard()).ifPresent(line::setProjectedPercent);
    line.setWorstCase(forecast.worst().toQuantity());
    forecast.worst().percentOf(quota.hard()).ifPresent(line::setWorstCasePercent);
  }

  /** What a person should act on first: what overflows, then growth that was cut. */
  void condition(Conditions conditions, List<QuotaOutlook> outlooks) {
    List<QuotaProjection> quotas = outlooks.stream().map(QuotaOutlook::projection).toList();
    String tight = tight(outlooks);
    List<String> over =
        quotas.stream()
            .filter(QuotaProjection::overflows)
            .map(q -> of(q, q.projected().orElseThrow(), ""))
            .toList();
    List<String> cut = quotas.stream().map(QuotaMapper::cut).flatMap(Optional::stream).toList();
    if (quotas.isEmpty()) {
      conditions.set(Conditions.QUOTA_FITS, true, Reason.NO_QUOTA);
    } else if (!over.isEmpty()) {
      set(
          conditions,
          Reason.EXCEEDS_QUOTA,
          Stream.concat(over.stream(), cut.stream()).toList(),
          tight);
    } else if (!cut.isEmpty()) {
      set(conditions, Reason.QUOTA_CONSTRAINED, cut, tight);
    } else if (quotas.stream().anyMatch(QuotaProjection::impossible)) {
      conditions.set(
          Conditions.QUOTA_FITS, Status.Unknown, Reason.IMPOSSIBLE_FIGURE, contradicting(quotas));
    } else {
      conditions.set(Conditions.QUOTA_FITS, Status.True, Reason.FITS, fits(quotas) + tight);
    }
  }

  private static String contradicting(List<QuotaProjection> quotas) {
    return quotas.stream()
            .filter(QuotaProjection::impossible)
            .map(q -> q.quota().key() + " of " + q.quota().id())
            .collect(Collectors.joining("; "))
        + ": pods would give back more than is used, which is impossible, so there is no"
        + " projection.";
  }

  private static void set(
      Conditions conditions, Reason reason, List<String> messages, String tight) {
    conditions.set(
        Conditions.QUOTA_FITS, Status.False, reason, String.join("; ", messages) + tight);
  }

  /** What has little room now, whether or not the sizes fit; its status says only that. */
  private static String tight(List<QuotaOutlook> outlooks) {
    List<String> lines =
        outlooks.stream()
            .filter(o -> isFull(o.projection().quota()) || isSoon(o))
            .map(QuotaMapper::tight)
            .toList();
    if (lines.isEmpty()) {
      return "";
    }
    String more = lines.size() > NAMED ? "; and " + (lines.size() - NAMED) + " more" : "";
    return " Nearly used up now: "
        + lines.stream().limit(NAMED).collect(Collectors.joining("; "))
        + more;
  }

  private static boolean isFull(Quota quota) {
    return !quota.hard().isZero()
        && quota.used().filter(u -> u.ratioTo(quota.hard()) >= NEARLY_USED_UP).isPresent();
  }

  private static boolean isSoon(QuotaOutlook outlook) {
    return outlook.timeToExhaustion().filter(left -> left.compareTo(SOON) <= 0).isPresent();
  }

  private static String tight(QuotaOutlook outlook) {
    QuotaProjection projection = outlook.projection();
    return of(projection, projection.quota().used().orElseThrow(), " used")
        + outlook
            .timeToExhaustion()
            .map(left -> ", used up in " + PrometheusDuration.format(left) + " by trend")
            .orElse("");
  }

  private static Optional<String> cut(QuotaProjection projection) {
    return projection
        .shortfall()
        .map(
            amount ->
                of(projection, projection.forecast().orElseThrow().wanted(), " wanted")
                    + ", cut by "
                    + amount.toQuantity());
  }

  private static Amount hard(QuotaProjection projection) {
    return projection.quota().hard();
  }

  private static String fits(List<QuotaProjection> quotas) {
    List<String> tight =
        quotas.stream()
            .filter(q -> q.forecast().filter(f -> f.worst().compareTo(hard(q)) > 0).isPresent())
            .map(q -> of(q, q.forecast().orElseThrow().worst(), ""))
            .toList();
    return tight.isEmpty()
        ? Reason.FITS.sentence()
        : Reason.FITS.sentence()
            + " In the worst case (autoscalers at maxReplicas and the largest roll-out in"
            + " flight) they would not: "
            + String.join("; ", tight);
  }

  private static String of(QuotaProjection projection, Amount amount, String what) {
    return projection.quota().key()
        + " of "
        + projection.quota().id()
        + ": "
        + amount.toQuantity()
        + what
        + " of "
        + hard(projection).toQuantity();
  }
}

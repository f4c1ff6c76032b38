// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.Condition.Status;
import dev.rightsizing.api.v1alpha1.policy.QuotaLine;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.QuotaProjection;
import dev.rightsizing.model.QuotaProjection.Forecast;
import dev.rightsizing.model.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes what becomes of the quotas into a policy's status. */
final class QuotaMapper {

  QuotaLine line(QuotaProjection projection) {
    Quota quota = projection.quota();
    QuotaLine line = new QuotaLine();
    line.setNamespace(quota.namespace());
    line.setName(quota.name());
    line.setResource(quota.key());
    line.setHard(quota.hard().toQuantity());
    quota.used().ifPresent(used -> line.setUsed(used.toQuantity()));
    quota.used().ifPresent(used -> line.setUsedPercent(percent(used, quota.hard())));
    projection.forecast().ifPresent(forecast -> write(forecast, quota, line));
    projection.shortfall().ifPresent(amount -> line.setShortfall(amount.toQuantity()));
    projection.idle().ifPresent(amount -> line.setIdle(amount.toQuantity()));
    return line;
  }

  private static void write(Forecast forecast, Quota quota, QuotaLine line) {
    line.setProjected(forecast.steady().toQuantity());
    line.setProjectedPercent(percent(forecast.steady(), quota.hard()));
    line.setWorstCase(forecast.worst().toQuantity());
    line.setWorstCasePercent(percent(forecast.worst(), quota.hard()));
  }

  private static Integer percent(Amount part, Amount whole) {
    return whole.isZero()
        ? null
        : (int) Math.max(0, Math.min(Integer.MAX_VALUE, Math.round(100 * part.ratioTo(whole))));
  }

  /** What a person should act on first: what overflows, then growth that was cut. */
  void condition(Conditions conditions, List<QuotaProjection> quotas) {
    List<String> over =
        quotas.stream()
            .filter(QuotaProjection::overflows)
            .map(q -> of(q, q.projected().orElseThrow(), ""))
            .toList();
    List<String> cut = quotas.stream().map(QuotaMapper::cut).flatMap(Optional::stream).toList();
    if (quotas.isEmpty()) {
      conditions.set(Conditions.QUOTA_FITS, true, Reason.NO_QUOTA);
    } else if (!over.isEmpty()) {
      set(conditions, Reason.EXCEEDS_QUOTA, Stream.concat(over.stream(), cut.stream()).toList());
    } else if (!cut.isEmpty()) {
      set(conditions, Reason.QUOTA_CONSTRAINED, cut);
    } else {
      conditions.set(Conditions.QUOTA_FITS, Status.True, Reason.FITS, fits(quotas));
    }
  }

  private static void set(Conditions conditions, Reason reason, List<String> messages) {
    conditions.set(Conditions.QUOTA_FITS, Status.False, reason, String.join("; ", messages));
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
            + " In the worst case, autoscalers at the most and the largest roll-out in flight,"
            + " they would not: "
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

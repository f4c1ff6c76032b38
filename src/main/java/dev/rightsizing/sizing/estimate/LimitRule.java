// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.estimate;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.OddQuantity;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizingRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/** The last stage: the limit that goes with a request. */
public final class LimitRule {

  /**
   * A limit with its explanation.
   *
   * @param limit absent: none
   */
  public record Outcome(Optional<Amount> limit, String clause) {}

  /**
   * What a container has now.
   *
   * @param size a limit of 0 is none and is absent
   * @param limitAlone whether the template has a limit without a request
   */
  public record Now(Size size, boolean limitAlone) {

    /** The request was not chosen, so its ratio to the limit carries no intent. */
    boolean isCeiling() {
      return limitAlone
          || size.request().filter(request -> !OddQuantity.isTooSmall(request)).isEmpty();
    }
  }

  /**
   * The limit for a new request.
   *
   * @param now what the container has
   * @param peak greatest usage that was seen; 0 where there is none
   * @throws IllegalArgumentException for {@link LimitMode#NO_THROTTLE}, which needs throttling data
   */
  public Outcome limit(
      Amount request, Now now, Amount peak, SizingRule rule, ContainerLimits limits) {
    Outcome outcome =
        switch (rule.limitMode()) {
          case KEEP -> keep(request, now, peak, rule);
          case NONE -> new Outcome(Optional.empty(), "; no limit");
          case EQUAL_REQUEST -> new Outcome(Optional.of(request), "; limit equals the request");
          case NO_THROTTLE ->
              throw new IllegalArgumentException("NoThrottle is computed from throttling data");
        };
    Outcome needed = RequiredLimit.of(outcome, request, peak, rule, limits);
    return needed.limit().isEmpty() ? needed : bounded(needed, request, peak, limits);
  }

  /** A limit within the LimitRange and, for memory, not under the peak. */
  public Outcome bounded(Outcome limit, Amount request, Amount peak, ContainerLimits limits) {
    return sayUnderPeak(underLimitRange(overPeak(limit, peak), request, limits), peak);
  }

  /** The ratio of limit to request, or the peak with headroom, whichever is more. */
  private static Outcome keep(Amount request, Now now, Amount peak, SizingRule rule) {
    if (now.size().limit().isEmpty()) {
      return new Outcome(Optional.empty(), "; no limit now, none recommended");
    }
    Amount limit = now.size().limit().get();
    if (now.isCeiling()) {
      return ceiling(limit, request, peak);
    }
    double ratio = Math.max(1, limit.ratioTo(now.size().request().orElseThrow()));
    // A request that a bound left off a whole granule still equals its limit: the QoS class stays.
    Amount kept = ratio == 1 ? request : request.times(ratio).roundedUp();
    String times = text(ratio) + " x the request";
    double headroom = 1 + rule.headroomPercent() / 100.0;
    Amount safe = peak.times(headroom).roundedUp();
    if (safe.compareTo(kept) <= 0) {
      return new Outcome(Optional.of(kept), "; limit " + kept.toQuantity() + " keeps " + times);
    }
    return new Outcome(
        Optional.of(safe),
        "; limit "
            + safe.toQuantity()
            + " is the peak "
            + peak.toUsage()
            + " x "
            + String.format(Locale.ROOT, "%.2f", headroom)
            + ", more than "
            + times
            + " ("
            + kept.toQuantity()
            + ")");
  }

  /** A limit that was set without a request bounds what bursts may take, so it does not shrink. */
  private static Outcome ceiling(Amount limit, Amount request, Amount peak) {
    Amount least = peak.roundedUp().max(request);
    if (least.compareTo(limit) <= 0) {
      return new Outcome(
          Optional.of(limit),
          "; limit " + limit.toQuantity() + " stays, a ceiling without a request");
    }
    return new Outcome(
        Optional.of(least),
        "; limit "
            + limit.toQuantity()
            + ", a ceiling without a request, raised to the "
            + (least.equals(request) ? "request " : "peak ")
            + least.toQuantity());
  }

  private static String text(double ratio) {
    return BigDecimal.valueOf(ratio)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** A memory limit under the peak kills, so it is raised; a CPU limit only slows down. */
  private static Outcome overPeak(Outcome outcome, Amount peak) {
    Amount limit = outcome.limit().orElseThrow();
    if (limit.resource() == Resource.CPU || limit.compareTo(peak) >= 0) {
      return outcome;
    }
    Amount raised = peak.roundedUp();
    return new Outcome(
        Optional.of(raised), outcome.clause() + ", raised to the peak " + raised.toQuantity());
  }

  /** Added last, because a LimitRange may have cut the limit; only a note, nothing is changed. */
  private static Outcome sayUnderPeak(Outcome outcome, Amount peak) {
    Amount limit = outcome.limit().orElseThrow();
    if (limit.compareTo(peak) >= 0) {
      return outcome;
    }
    String what = limit.resource() == Resource.CPU ? "throttled" : "killed";
    return new Outcome(
        outcome.limit(),
        outcome.clause() + ", under the peak of " + peak.toUsage() + ": it will be " + what);
  }

  private static Outcome underLimitRange(Outcome outcome, Amount request, ContainerLimits limits) {
    Outcome capped = outcome;
    if (limits.max().isPresent()) {
      capped = capped(capped, limits.max().get(), "max", limits);
    }
    if (limits.maxLimitRequestRatio().isPresent()) {
      // Rounded up it would exceed the ratio, and the API server refuses the pod for 1m too much.
      Amount most = underRatio(request, limits);
      capped = capped(capped, most, "maxLimitRequestRatio", limits);
    }
    return capped;
  }

  private static Amount underRatio(Amount request, ContainerLimits limits) {
    Amount most = request.times(limits.maxLimitRequestRatio().orElseThrow()).roundedDown();
    Amount granule = new Amount(request.resource(), request.resource().granule());
    boolean admitted = limits.admitsRatio(new Size(Optional.of(request), Optional.of(most)));
    return (admitted ? most : most.minus(granule)).max(request);
  }

  private static Outcome capped(Outcome outcome, Amount most, String what, ContainerLimits limits) {
    Amount limit = outcome.limit().orElseThrow();
    if (limit.compareTo(most) <= 0) {
      return outcome;
    }
    return new Outcome(
        Optional.of(most),
        outcome.clause()
            + ", cut to LimitRange '"
            + limits.name()
            + "' "
            + what
            + " "
            + most.toQuantity());
  }
}

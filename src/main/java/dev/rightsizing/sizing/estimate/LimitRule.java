// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.estimate;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizingRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** The last stage: the limit that goes with a request. */
public final class LimitRule {

  /**
   * A limit with what is said about it.
   *
   * @param limit absent: none
   */
  public record Outcome(Optional<Amount> limit, String said) {}

  /**
   * The limit for a new request.
   *
   * @param peak greatest usage that was seen; 0 where there is none
   * @throws IllegalArgumentException for {@link LimitMode#NO_THROTTLE}, which needs throttling data
   */
  public Outcome limit(
      Amount request, Size current, Amount peak, SizingRule rule, ContainerLimits limits) {
    Outcome outcome =
        switch (rule.limitMode()) {
          case KEEP -> keep(request, current);
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

  private static Outcome keep(Amount request, Size current) {
    if (current.limit().isEmpty()) {
      return new Outcome(Optional.empty(), "; no limit now, none recommended");
    }
    Amount limit = current.limit().get();
    boolean noRatio = current.request().isEmpty() || current.request().get().isZero();
    double ratio = noRatio ? 1 : Math.max(1, limit.ratioTo(current.request().get()));
    // A request that a bound left off a whole granule still equals its limit: the QoS class stays.
    Amount kept = ratio == 1 ? request : request.times(ratio).roundedUp();
    String text =
        BigDecimal.valueOf(ratio)
            .setScale(2, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
    return new Outcome(
        Optional.of(kept), "; limit " + kept.toQuantity() + " keeps " + text + " x the request");
  }

  /** A memory limit under the peak kills, so it is raised; a CPU limit only slows down. */
  private static Outcome overPeak(Outcome outcome, Amount peak) {
    Amount limit = outcome.limit().orElseThrow();
    if (limit.resource() == Resource.CPU || limit.compareTo(peak) >= 0) {
      return outcome;
    }
    Amount raised = peak.roundedUp();
    return new Outcome(
        Optional.of(raised), outcome.said() + ", raised to the peak " + raised.toQuantity());
  }

  /** Said last, because a LimitRange may have cut the limit; left to the person. */
  private static Outcome sayUnderPeak(Outcome outcome, Amount peak) {
    Amount limit = outcome.limit().orElseThrow();
    if (limit.compareTo(peak) >= 0) {
      return outcome;
    }
    String what = limit.resource() == Resource.CPU ? "throttled" : "killed";
    return new Outcome(
        outcome.limit(),
        outcome.said() + ", under the peak of " + peak.toUsage() + ": it will be " + what);
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
        outcome.said()
            + ", cut to LimitRange '"
            + limits.name()
            + "' "
            + what
            + " "
            + most.toQuantity());
  }
}

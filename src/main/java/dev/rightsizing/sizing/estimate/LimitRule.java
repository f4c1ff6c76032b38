// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.estimate;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.UsageSummary;
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
   * @throws IllegalArgumentException for {@link LimitMode#NO_THROTTLE}, which needs throttling data
   */
  public Outcome limit(
      Amount request, Size current, UsageSummary usage, SizingRule rule, ContainerLimits limits) {
    Outcome outcome =
        switch (rule.limitMode()) {
          case KEEP -> keep(request, current);
          case NONE -> new Outcome(Optional.empty(), "; no limit");
          case EQUAL_REQUEST -> new Outcome(Optional.of(request), "; limit equals the request");
          case NO_THROTTLE ->
              throw new IllegalArgumentException("the limit mode NoThrottle is not supported");
        };
    return outcome.limit().isEmpty()
        ? outcome
        : underLimitRange(overPeak(outcome, usage), request, limits);
  }

  private static Outcome keep(Amount request, Size current) {
    if (current.limit().isEmpty()) {
      return new Outcome(Optional.empty(), "; no limit now, none recommended");
    }
    Amount limit = current.limit().get();
    boolean noRatio = current.request().isEmpty() || current.request().get().isZero();
    double ratio = noRatio ? 1 : Math.max(1, limit.ratioTo(current.request().get()));
    Amount kept = request.times(ratio).roundedUp();
    String text =
        BigDecimal.valueOf(ratio)
            .setScale(2, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
    return new Outcome(
        Optional.of(kept), "; limit " + kept.toQuantity() + " keeps " + text + " x the request");
  }

  /**
   * A memory limit under the peak kills, so it is raised; a CPU limit under the peak slows down,
   * which is said and left to the person.
   */
  private static Outcome overPeak(Outcome outcome, UsageSummary usage) {
    Amount limit = outcome.limit().orElseThrow();
    if (limit.compareTo(usage.max()) >= 0) {
      return outcome;
    }
    if (limit.resource() == Resource.CPU) {
      return new Outcome(
          outcome.limit(),
          outcome.said()
              + ", under the peak of "
              + usage.max().toUsage()
              + ": it will be throttled");
    }
    Amount raised = usage.max().roundedUp();
    return new Outcome(
        Optional.of(raised), outcome.said() + ", raised to the peak " + raised.toQuantity());
  }

  private static Outcome underLimitRange(Outcome outcome, Amount request, ContainerLimits limits) {
    Outcome capped = outcome;
    if (limits.max().isPresent()) {
      capped = capped(capped, limits.max().get(), "max", limits);
    }
    if (limits.maxLimitRequestRatio().isPresent()) {
      Amount most = request.times(limits.maxLimitRequestRatio().get());
      capped = capped(capped, most, "maxLimitRequestRatio", limits);
    }
    return capped;
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

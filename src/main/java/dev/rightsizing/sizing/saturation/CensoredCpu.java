// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.saturation;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.saturation.Saturation;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * CPU that a quota hid: in hours with more than 5 % of periods throttled, what was used is what the
 * quota let through. The request then does not go under what it is now (nor, where that is less,
 * under the limit), and usage within 10 % of the limit of those hours asks for that limit x 1.25;
 * it is the recorded one, and the pods' own where none is recorded. Worked: request 500m, limit 1,
 * P95 950m, throttled, asks for 1250m; with P95 300m it keeps 500m.
 *
 * <p>5 % is a fifth of the 25 % at which Kubernetes' own alert CPUThrottlingHigh fires
 * (kubernetes-monitoring/kubernetes-mixin), because a size should move before risk is reported.
 */
public final class CensoredCpu {
  private static final double CENSORED = 0.05;
  private static final double NEAR_LIMIT = 0.9;
  private static final double GROWTH = 1.25;

  /**
   * A size with its explanation.
   *
   * @param amount the size, never less than what came in
   * @param hours how many hours were censored
   * @param clause a clause; empty where there is no effect
   */
  public record Outcome(Amount amount, long hours, String clause) {}

  /**
   * The size after throttling, before the policy's bounds.
   *
   * @param size that usage asks for, in cores
   */
  public Outcome apply(Amount size, Observed observed) {
    long hours = censoredHours(observed.saturation()).count();
    Size current = observed.current();
    if (hours == 0 || current.limit().isEmpty()) {
      return new Outcome(size, hours, "");
    }
    Amount limit = current.limit().get();
    Amount then = observed.cpuLimitIn(censoredHours(observed.saturation())).orElse(limit);
    String why = String.format(Locale.ROOT, "throttled over 5%% of periods in %d h", hours);
    Amount least =
        current.request().map(request -> request.min(limit)).orElse(Amount.zero(Resource.CPU));
    Amount wanted = Observed.amount(Resource.CPU, then.value() * GROWTH).roundedUp();
    boolean near =
        !then.isZero() && observed.usage().statistic().value() >= NEAR_LIMIT * then.value();
    if (near && wanted.compareTo(least) > 0) {
      return atLeast(size, wanted, hours, ", raised to %s: at its limit and " + why);
    }
    return atLeast(size, least, hours, ", held at %s: " + why);
  }

  /** The hours in which usage is what the quota let through. */
  static LongStream censoredHours(Saturation saturation) {
    return saturation
        .throttlingHours()
        .filter(hour -> saturation.throttledShare(hour).getAsDouble() > CENSORED);
  }

  private static Outcome atLeast(Amount size, Amount least, long hours, String clause) {
    return size.compareTo(least) >= 0
        ? new Outcome(size, hours, "")
        : new Outcome(least, hours, clause.replace("%s", least.toQuantity()));
  }
}

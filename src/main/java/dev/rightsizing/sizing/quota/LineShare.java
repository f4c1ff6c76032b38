// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.WorkloadRef;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shares what one quota line leaves among the workloads that want to grow on it.
 *
 * <p>What is left is hard - used + what shrinking gives back. It goes first to those that were
 * killed or are throttled, then to the growth of the others that lies under their usage, so that
 * who is furthest under gets most, then to the headroom. Where a turn does not fit, all in it get
 * the same share of what they want. Worked: 300m left; A is throttled and wants 200m; B wants 300m,
 * of which 100m lie under its usage; A gets all, B a third, its 100m.
 */
final class LineShare {

  /** A millionth of 1m or 1Mi is the dust of doubles, not growth. */
  private static final double DUST = 1e-6;

  private final Quota line;

  LineShare(Quota line) {
    this.line = line;
  }

  /** One that wants to grow; {@code urgent} is the share of its growth that lies under usage. */
  private record Grower(WorkloadRef ref, double growth, boolean pressed, double urgent) {}

  /** By workload, how much of its growth fits, 0 to 1; only of those that grow on the line. */
  Map<WorkloadRef, Double> shares(List<Candidate> candidates) {
    double dust = DUST * line.resource().granule();
    double left = line.hard().value() - line.used().orElseThrow().value();
    Map<WorkloadRef, Grower> growers = new LinkedHashMap<>();
    double back = 0;
    for (Candidate candidate : inOrder(candidates)) {
      PodsOnLine pods = PodsOnLine.of(candidate, line);
      back += pods.givenBack().value();
      if (pods.growth().value() > dust) {
        growers.put(candidate.workload().ref(), grower(candidate, pods));
      }
    }
    // More than is used cannot come back: one of the two is wrong, so nothing is built on it.
    left += back > line.used().orElseThrow().value() + dust ? 0 : back;
    double pressed = 0;
    double urgent = 0;
    double rest = 0;
    for (Grower grower : growers.values()) {
      pressed += grower.pressed() ? grower.growth() : 0;
      urgent += grower.pressed() ? 0 : grower.growth() * grower.urgent();
      rest += grower.pressed() ? 0 : grower.growth() * (1 - grower.urgent());
    }
    double ofPressed = share(pressed, left + dust);
    double ofUrgent = share(urgent, left + dust - pressed);
    double ofRest = share(rest, left + dust - pressed - urgent);
    Map<WorkloadRef, Double> shares = new LinkedHashMap<>();
    growers.forEach(
        (ref, g) ->
            shares.put(
                ref, g.pressed() ? ofPressed : g.urgent() * ofUrgent + (1 - g.urgent()) * ofRest));
    return shares;
  }

  /** Sums of doubles depend on their order, shares must not. */
  private static List<Candidate> inOrder(List<Candidate> candidates) {
    return candidates.stream().sorted(Comparator.comparing(c -> c.workload().ref())).toList();
  }

  private static double share(double wanted, double left) {
    return wanted <= Math.max(0, left) ? 1 : Math.max(0, left) / wanted;
  }

  private Grower grower(Candidate candidate, PodsOnLine pods) {
    double growth = 0;
    double urgent = 0;
    boolean pressed = false;
    for (var container : candidate.countedOn(line)) {
      ResourceSizing sizing = container.of(line.resource());
      Amount none = Amount.zero(line.resource());
      Amount now = PodsOnLine.counted(line, sizing.current()).orElse(none);
      Amount then = PodsOnLine.recommended(line, sizing).orElse(none);
      if (then.compareTo(now) > 0) {
        growth += then.minus(now).value();
        urgent += used(sizing).orElse(none).min(then).max(now).minus(now).value();
        pressed |= candidate.isPressed(container, line.resource());
      }
    }
    return new Grower(
        candidate.workload().ref(),
        pods.growth().value(),
        pressed,
        growth > 0 ? Math.min(1, urgent / growth) : 0);
  }

  /** A request is held against the statistic, a limit against the peak. */
  private Optional<Amount> used(ResourceSizing sizing) {
    return sizing.usage().map(line.onLimits() ? UsageSummary::max : UsageSummary::statistic);
  }
}

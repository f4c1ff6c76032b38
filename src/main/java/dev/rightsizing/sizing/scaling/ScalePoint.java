// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.scaling;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Autoscaling.Target;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The usage of a pod at which an autoscaler adds pods: {@code target x request}. It stays where it
 * is when {@code target_new = target_old x request_old / request_new}.
 *
 * <p>An HPA counts what a pod's containers and native sidecars ask for together ({@code
 * calculatePodRequests} of the controller), or one container's request.
 *
 * @param now what the counted containers ask for
 * @param then what they would ask for
 * @param limit what they could use at the most then; empty where one of them has no limit
 */
record ScalePoint(Amount now, Amount then, Optional<Amount> limit) {

  /** How far off its target a metric must be before an HPA acts, by default. */
  private static final double TOLERANCE = 1 + ScaleReplay.TOLERANCE;

  /** Below it half of what is set aside is never used; above it little is left for a rise. */
  private static final int LEAST_PERCENT = 50;

  private static final int MOST_PERCENT = 90;

  /**
   * Of the containers that a target counts.
   *
   * @param pod every container of the pod
   * @param beside what containers that only pods have ask for
   */
  static ScalePoint of(Target target, List<ContainerSizing> pod, Optional<Amount> beside) {
    Resource resource = target.resource();
    List<ContainerSizing> counted =
        pod.stream()
            .filter(c -> c.container().role() != ContainerRole.INIT)
            .filter(c -> target.counts(c.container().name()))
            .toList();
    Amount others =
        target.container().isEmpty() ? beside.orElse(Amount.zero(resource)) : Amount.zero(resource);
    boolean limited =
        others.isZero()
            && counted.stream().allMatch(c -> c.of(resource).recommended().limit().isPresent());
    return new ScalePoint(
        sum(counted, resource, c -> c.of(resource).current(), Size::request).plus(others),
        sum(counted, resource, c -> c.of(resource).recommended(), Size::request).plus(others),
        limited
            ? Optional.of(sum(counted, resource, c -> c.of(resource).recommended(), Size::limit))
            : Optional.empty());
  }

  private static Amount sum(
      List<ContainerSizing> containers,
      Resource resource,
      Function<ContainerSizing, Size> size,
      Function<Size, Optional<Amount>> part) {
    return containers.stream()
        .map(size)
        .map(part)
        .flatMap(Optional::stream)
        .reduce(Amount.zero(resource), Amount::plus);
  }

  /** Whether requests change at all; a billionth of them is none. */
  boolean moves() {
    return Math.abs(then.value() - now.value()) > 1e-9 * Math.max(now.value(), then.value());
  }

  /** The target that keeps it, in whole percent; empty where that would be under 1. */
  Optional<Integer> keeping(int percent) {
    double exact = percent * now.ratioTo(then);
    return exact >= 0.5 && exact < Integer.MAX_VALUE
        ? Optional.of((int) Math.round(exact))
        : Optional.empty();
  }

  /** Whether usage can pass a target far enough for pods to be added, before the limits end it. */
  boolean reachable(int percent) {
    return limit.isEmpty() || percent * TOLERANCE / 100 * then.value() <= limit.get().value();
  }

  /**
   * Whether a new target is one that an autoscaler works well with: from 50 to 90 %, or not further
   * away from that than the present one.
   */
  static boolean sensible(int percent, int other) {
    return other >= Math.min(percent, LEAST_PERCENT) && other <= Math.max(percent, MOST_PERCENT);
  }

  /** The bounds of a new target, for people. */
  static String bounds() {
    return LEAST_PERCENT + " to " + MOST_PERCENT + " %";
  }

  /** The greatest utilization that the limits allow, in whole percent of the request. */
  int most() {
    return limit.map(l -> (int) Math.floor(100 * l.ratioTo(then) + 1e-9)).orElse(Integer.MAX_VALUE);
  }
}

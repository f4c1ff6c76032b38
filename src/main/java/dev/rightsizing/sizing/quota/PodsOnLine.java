// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.quota.Footprint;
import dev.rightsizing.sizing.PodTotal;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one workload's pods are on one quota line: cores or bytes a pod, times pods.
 *
 * <p>What shrinks is given back only by pods that are there, and what grows is asked for by every
 * pod that will be, so a CronJob that does not run now frees nothing but needs its growth. Worked:
 * 3 replicas, all counted, 1 to 700m: -900m; a CronJob at rest, 1 to 1200m: +200m.
 *
 * @param now a pod as it is
 * @param kept a pod of which all that shrinks has shrunk and nothing has grown
 * @param then a pod as it is recommended
 */
record PodsOnLine(Amount now, Amount kept, Amount then, Footprint pods, int replicas) {

  static PodsOnLine of(Candidate candidate, Quota line) {
    return new PodsOnLine(
        total(candidate, line, r -> counted(line, r.current())),
        total(candidate, line, r -> kept(line, r)),
        total(candidate, line, r -> recommended(line, r)),
        candidate.workload().footprint(),
        candidate.workload().replicas());
  }

  private static Amount total(
      Candidate candidate, Quota line, Function<ResourceSizing, Optional<Amount>> of) {
    return PodTotal.of(candidate.pod(), line.resource(), c -> of.apply(c.of(line.resource())))
        .amount();
  }

  static Optional<Amount> counted(Quota line, Size size) {
    return line.onLimits() ? size.limit() : size.request();
  }

  /** A limit that is taken away frees nothing: under a quota on limits pods without are refused. */
  static Optional<Amount> recommended(Quota line, ResourceSizing sizing) {
    return counted(line, sizing.recommended()).or(() -> counted(line, sizing.current()));
  }

  private static Optional<Amount> kept(Quota line, ResourceSizing sizing) {
    Optional<Amount> now = counted(line, sizing.current());
    return now.flatMap(n -> recommended(line, sizing).map(n::min));
  }

  /** What shrinking gives back; not negative. */
  Amount givenBack() {
    return now.minus(kept).times(pods.now(replicas));
  }

  /** What growing asks for; not negative. */
  Amount growth() {
    return then.minus(kept).times(pods.steady(replicas));
  }

  /** What it adds to the quota's {@code used}; negative when it gives back. */
  Amount added() {
    return growth().minus(givenBack());
  }

  /** What it adds with its autoscaler at the most and all its pods running. */
  Amount addedScaledOut() {
    return then.times(pods.scaledOut(replicas)).minus(now.times(pods.now(replicas)));
  }

  /** What it adds besides while it rolls. */
  Amount rolling() {
    return then.times(pods.rolling(replicas));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.scaling;

import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.sizing.scaling.ScaleReplay.Replicas;
import java.util.List;
import java.util.Optional;

/**
 * What recorded usage shows of new requests with a new target.
 *
 * @param hours that were replayed
 * @param before with the requests and the target that are
 * @param after with those that are recommended
 * @param sameTarget whether the target stays
 */
record ReplayedTarget(int hours, Replicas before, Replicas after, boolean sameTarget) {

  /** Fewer hours show too little of a day. */
  private static final int LEAST_HOURS = 24;

  /** Empty where too little is recorded, or nothing is requested. */
  static Optional<ReplayedTarget> of(
      Autoscaling autoscaler,
      ScalePoint point,
      int percent,
      int newPercent,
      List<RecordedLoad.Hour> hours) {
    if (hours.size() < LEAST_HOURS || point.now().isZero() || point.then().isZero()) {
      return Optional.empty();
    }
    ScaleReplay replay = new ScaleReplay(autoscaler.minReplicas(), autoscaler.maxReplicas());
    // Both begin with the same pods, as an HPA leaves them alone while it is near its target.
    int start = replay.pods(hours.get(0), point.now(), percent);
    return Optional.of(
        new ReplayedTarget(
            hours.size(),
            replay.of(hours, point.now(), percent, start),
            replay.of(hours, point.then(), newPercent, start),
            percent == newPercent));
  }

  /** A clause; always of the same words, so that only its figures move. */
  String sentence() {
    return "replayed on the hourly means of "
        + hours
        + " recorded hours, it would have run "
        + before.text()
        + " as it is, and "
        + after.text()
        + " with the new requests and "
        + (sameTarget ? "the same target" : "the new target");
  }
}

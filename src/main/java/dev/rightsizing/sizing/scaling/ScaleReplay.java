// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.scaling;

import dev.rightsizing.model.Amount;
import java.util.List;
import java.util.Locale;

/**
 * How many pods an autoscaler would have run on recorded usage, by the formula of an HPA: {@code
 * ceil(pods x utilization / target)}, where nothing is done while the utilization is within 10 % of
 * the target. An hour counts with its mean, so that peaks within it do not show; and the 5 minutes
 * for which an HPA waits before it removes pods do not either, as each hour is a step.
 *
 * @param minReplicas fewest pods; at least one runs, as an HPA does not scale to zero on usage
 * @param maxReplicas most pods
 */
record ScaleReplay(int minReplicas, int maxReplicas) {

  /** How far off its target a utilization must be before an HPA acts, by default. */
  static final double TOLERANCE = 0.1;

  /** Against noise of floating point, as {@code ceil(3.0000000001)} is no fourth pod. */
  private static final double DUST = 1e-9;

  /**
   * The pods of a replay.
   *
   * @param mean over the hours
   * @param most in any hour
   */
  record Replicas(double mean, int most) {

    /** {@code 4.3 pods on average and 9 at most}. */
    String text() {
      return String.format(Locale.ROOT, "%.1f pods on average and %d at most", mean, most);
    }
  }

  /**
   * Replays hours.
   *
   * @param hours at least one, oldest first
   * @param request what the counted containers of one pod request; more than zero
   * @param percent the target
   * @param start pods before the first hour, such as {@link #pods}
   */
  Replicas of(List<RecordedLoad.Hour> hours, Amount request, int percent, int start) {
    double perPod = perPod(request, percent);
    long sum = 0;
    int most = 0;
    int pods = start;
    for (RecordedLoad.Hour hour : hours) {
      pods = next(pods, hour, perPod);
      sum += pods;
      most = Math.max(most, pods);
    }
    return new Replicas((double) sum / hours.size(), most);
  }

  /** The pods that an hour needs, whatever there were before. */
  int pods(RecordedLoad.Hour hour, Amount request, int percent) {
    return wanted(hour, perPod(request, percent));
  }

  private static double perPod(Amount request, int percent) {
    return request.value() * percent / 100;
  }

  private int next(int pods, RecordedLoad.Hour hour, double perPod) {
    double off = hour.used() / (pods * perPod) - 1;
    return Math.abs(off) <= TOLERANCE + DUST ? pods : wanted(hour, perPod);
  }

  private int wanted(RecordedLoad.Hour hour, double perPod) {
    double exact = Math.ceil(hour.used() / perPod - DUST);
    return (int) Math.max(Math.max(1, minReplicas), Math.min(maxReplicas, exact));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.WorkloadRef;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts pods over the steps of one slice: a pod is there when any of its containers has usage. */
final class SlicePods {
  private static final long HOUR = 3600;

  private final UsageQuery query;
  private final BitSet any = new BitSet();
  private final Map<WorkloadRef, Map<String, BitSet>> pods = new HashMap<>();

  SlicePods(UsageQuery query) {
    this.query = query;
  }

  /** One series of a pod; its owner is empty where no workload takes it. */
  void series(Optional<WorkloadRef> owner, String pod, long[] unixSeconds, int count) {
    BitSet seen =
        owner
            .map(
                ref ->
                    pods.computeIfAbsent(ref, r -> new HashMap<>())
                        .computeIfAbsent(pod, p -> new BitSet()))
            .orElse(any);
    long first = query.from().getEpochSecond();
    long step = query.step().toSeconds();
    long points = query.points();
    if (isWithoutGap(unixSeconds, count, step)) {
      long from = Math.max(0, Math.floorDiv(unixSeconds[0] - first, step));
      long to = Math.min(points, Math.floorDiv(unixSeconds[count - 1] - first, step) + 1);
      if (from < to) {
        seen.set((int) from, (int) to);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      long at = Math.floorDiv(unixSeconds[i] - first, step);
      if (at >= 0 && at < points) {
        seen.set((int) at);
      }
    }
  }

  /** Samples are in ascending order and not closer than a step. */
  private static boolean isWithoutGap(long[] unixSeconds, int count, long step) {
    return count > 0 && unixSeconds[count - 1] - unixSeconds[0] == (count - 1) * step;
  }

  /** Puts the slice into the history, in place of what is there from its first hour on. */
  void commit(PodCounts counts) {
    long first = query.from().getEpochSecond();
    long step = query.step().toSeconds();
    long fromHour = Math.floorDiv(first, HOUR);
    int hours = Math.toIntExact(Math.floorDiv(query.to().getEpochSecond(), HOUR) - fromHour + 1);
    pods.forEach(
        (workload, seen) -> {
          int[] sums = new int[hours];
          for (BitSet steps : seen.values()) {
            any.or(steps);
            for (int at = steps.nextSetBit(0); at >= 0; at = steps.nextSetBit(at + 1)) {
              sums[Math.toIntExact(Math.floorDiv(first + at * step, HOUR) - fromHour)]++;
            }
          }
          counts.replaceFrom(workload, fromHour, sums);
        });
    any.stream().forEach(at -> counts.observed(first + at * step, step));
  }
}

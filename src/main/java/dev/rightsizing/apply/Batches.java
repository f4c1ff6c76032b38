// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.ResizeState;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which pods are changed next. */
final class Batches {
  private static final int PERCENT = 25;

  private Batches() {}

  /**
   * The pod that is changed first: the youngest that is ready, which has the least to lose; one
   * that has the sizes already where there is one.
   */
  static Optional<LivePod> canary(WorkloadFacts facts, List<SizeStep> wanted) {
    return Pods.resizable(facts).stream()
        .filter(LivePod::ready)
        .max(
            Comparator.<LivePod, Boolean>comparing(p -> p.asks(wanted))
                .thenComparing(LivePod::created)
                .thenComparing(LivePod::name));
  }

  /**
   * The next pods: a quarter of all, once those before them have their sizes and are ready.
   *
   * @return none where all are changed, or some are not done
   */
  static List<LivePod> next(WorkloadFacts facts, List<SizeStep> wanted) {
    List<LivePod> pods = Pods.resizable(facts);
    if (pods.stream().anyMatch(p -> p.asks(wanted) && !isSettled(p))) {
      return List.of();
    }
    int most = Math.max(1, (pods.size() * PERCENT + 99) / 100);
    return pods.stream().filter(p -> Pods.lacks(p, wanted)).limit(most).toList();
  }

  /** Whether every pod that can be resized has the sizes and is ready. */
  static boolean areDone(WorkloadFacts facts, List<SizeStep> wanted) {
    return Pods.resizable(facts).stream().allMatch(p -> p.asks(wanted) && isSettled(p));
  }

  private static boolean isSettled(LivePod pod) {
    return pod.ready() && pod.resize().state() == ResizeState.DONE;
  }
}

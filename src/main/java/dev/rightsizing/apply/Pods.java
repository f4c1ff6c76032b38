// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.ResizeState;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.util.List;

/** Which pods of a workload a change in place is about. */
final class Pods {
  private Pods() {}

  /** Those that are not being deleted. */
  static List<LivePod> staying(WorkloadFacts facts) {
    return facts.pods().stream().filter(p -> !p.deleting()).toList();
  }

  /** Those that can be resized. */
  static List<LivePod> resizable(WorkloadFacts facts) {
    return facts.pods().stream().filter(p -> p.isBound() && !p.mirror() && !p.windows()).toList();
  }

  /** Whether it asks for other sizes than these. */
  static boolean lacks(LivePod pod, List<SizeStep> steps) {
    return !pod.asks(steps);
  }

  /** Whether it runs with these sizes. */
  static boolean has(LivePod pod, List<SizeStep> steps) {
    return pod.asks(steps) && pod.resize().state() == ResizeState.DONE;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import java.util.List;

/** One write to the cluster; each may be repeated. */
sealed interface Act {
  /** Resizes a pod. */
  record Resize(LivePod pod, List<SizeStep> steps) implements Act {
    public Resize {
      steps = List.copyOf(steps);
    }
  }

  /** Changes the template. */
  record Template(List<SizeStep> steps) implements Act {
    public Template {
      steps = List.copyOf(steps);
    }
  }

  /** Changes the target of an autoscaler. */
  record Target(TargetStep step) implements Act {}

  /**
   * What came of it.
   *
   * @param outcome the actuator's answer
   */
  record Result(Act act, ActOutcome outcome) {
    boolean isDone() {
      return outcome instanceof ActOutcome.Done;
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.LivePod.LiveContainer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A resize in place must not change a pod's QoS class. No other size is made up that would keep it:
 * only what a Recommendation says is ever written.
 */
public final class QosClass implements Guard {
  @Override
  public String name() {
    return "QosClass";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (step.strategy() != ApplyStrategy.IN_PLACE || step.isEmpty()) {
      return Verdict.ALLOW;
    }
    for (SteppedPod pod : SteppedPod.all(step, facts)) {
      PodQos after = after(pod);
      if (!after.text().equals(pod.pod().qos())) {
        return new Verdict.Refuse(
            Reason.QOS_WOULD_CHANGE,
            "Pod %s is %s and would become %s: %s; use strategy Rollout, or fallback Rollout"
                .formatted(pod.pod().name(), pod.pod().qos(), after.text(), why(pod, after)));
      }
    }
    return Verdict.ALLOW;
  }

  private static PodQos after(SteppedPod pod) {
    return PodQos.of(pod.pod().containers().stream().map(c -> sizes(pod, c)).toList());
  }

  private static Map<Resource, Size> sizes(SteppedPod pod, LiveContainer container) {
    Map<Resource, Size> sizes = new EnumMap<>(Resource.class);
    List.of(Resource.values()).forEach(r -> sizes.put(r, pod.after(container, r)));
    return sizes;
  }

  private static String why(SteppedPod pod, PodQos after) {
    if (after == PodQos.GUARANTEED) {
      return "every container would have a limit equal to its request";
    }
    if (pod.pod().qos().equals(PodQos.BEST_EFFORT.text())) {
      return "a BestEffort pod cannot get a request or a limit";
    }
    for (LiveContainer container : pod.pod().containers()) {
      for (Resource resource : Resource.values()) {
        Size size = pod.after(container, resource);
        if (!PodQos.isGuaranteed(size)) {
          return "Guaranteed needs a limit equal to the request everywhere, and container %s would have of %s %s"
              .formatted(container.name(), resource.key(), Sizes.text(size));
        }
      }
    }
    return "its containers are not what its class says";
  }
}

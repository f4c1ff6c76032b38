// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.Workload;
import dev.rightsizing.sizing.pod.PodSizer;
import dev.rightsizing.sizing.quota.Candidate;
import dev.rightsizing.workload.ClusterView;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at pods as a whole, with what their namespace allows them. */
final class PodStage {
  private final ClusterView view;
  private final LimitNeeds needs;
  private final PodSizer pods;
  private final Map<Resource, SizingRule> rules = new EnumMap<>(Resource.class);

  PodStage(ClusterView view, SizingSettings settings) {
    this.view = view;
    this.needs = new LimitNeeds(view);
    this.pods = new PodSizer(settings.thresholds());
    for (Resource resource : Resource.values()) {
      rules.put(resource, settings.rule(resource));
    }
  }

  /** With the pod's own level, where it asks for something there. */
  List<ContainerSizing> withLevel(Workload workload, List<ContainerSizing> containers) {
    return pods.withLevel(
        workload, containers, rules, resource -> needs.limits(workload, resource));
  }

  /** Sizes that LimitRanges allow, and that a new pod is admitted with. */
  PodSizer.Outcome fit(Candidate candidate) {
    PodSizer.Outcome within = pods.withinRanges(candidate);
    PodSizer.Outcome admitted = admitted(candidate.with(within.containers()));
    return new PodSizer.Outcome(
        admitted.containers(),
        Stream.concat(within.problems().stream(), admitted.problems().stream()).toList());
  }

  /** Sizes that a new pod is admitted with. */
  PodSizer.Outcome admitted(Candidate candidate) {
    Workload workload = candidate.workload();
    List<Quota> lines =
        view.quotas().stream()
            .filter(line -> line.namespace().equals(workload.ref().namespace()))
            .toList();
    return pods.admitted(candidate, resource -> needs.limits(workload, resource), lines);
  }

  /** The message about LimitRanges; empty where the sizes are within them. */
  static Optional<String> message(List<String> problems) {
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
  }
}

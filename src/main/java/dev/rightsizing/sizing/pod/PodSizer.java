// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.pod;

import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.PodShape;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Workload;
import dev.rightsizing.sizing.quota.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The stages for a pod as a whole, after each container was sized by itself. */
public final class PodSizer {
  private final PodLevelRule levels = new PodLevelRule();
  private final PodRangeRule ranges = new PodRangeRule();
  private final Thresholds thresholds;

  public PodSizer(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  /**
   * Sizes that a pod can have.
   *
   * @param problems where a LimitRange has cut or raised a size, or keeps it from changing; for
   *     people
   */
  public record Outcome(List<ContainerSizing> containers, List<String> problems) {
    public Outcome {
      containers = List.copyOf(containers);
      problems = List.copyOf(problems);
    }
  }

  /**
   * The same containers, and before them the pod's own level where it asks for something.
   *
   * @param limits what LimitRanges allow a container
   */
  public List<ContainerSizing> withLevel(
      Workload workload,
      List<ContainerSizing> containers,
      Map<Resource, SizingRule> rules,
      Function<Resource, ContainerLimits> limits) {
    PodShape pod = workload.pod();
    if (!pod.isSized()) {
      return containers;
    }
    ContainerSizing level =
        new ContainerSizing(pod.level(), nothing(pod, Resource.CPU), nothing(pod, Resource.MEMORY));
    List<ContainerSizing> all = new ArrayList<>(containers);
    for (Resource resource : Resource.values()) {
      if (!pod.current(resource).equals(Size.NONE)) {
        List<ContainerSizing> sized =
            levels.apply(
                workload,
                all,
                level,
                Objects.requireNonNull(rules.get(resource), "a rule per resource"),
                limits.apply(resource),
                thresholds);
        level = sized.get(0);
        all = new ArrayList<>(sized.subList(1, sized.size()));
      }
    }
    all.add(0, level);
    return all;
  }

  private static ResourceSizing nothing(PodShape pod, Resource resource) {
    return new ResourceSizing(
        resource,
        pod.current(resource),
        pod.level().origin(resource),
        Optional.empty(),
        pod.current(resource),
        Verdict.RIGHT_SIZED,
        "the pod sets none at pod level",
        Optional.empty(),
        false);
  }

  /** Within the LimitRanges of type Pod. */
  public Outcome withinRanges(Candidate candidate) {
    List<String> problems = new ArrayList<>();
    Candidate fitted = candidate;
    for (Resource resource : Resource.values()) {
      PodRangeRule.Outcome outcome = ranges.fit(fitted, resource);
      problems.addAll(outcome.problems());
      fitted = fitted.with(outcome.containers());
    }
    return new Outcome(fitted.containers(), problems);
  }

  /**
   * Keeps what the API server would refuse to admit: the resource at fault, or all of the workload
   * where that is not enough. A pod that runs is left alone; one that is replaced must start.
   */
  public Outcome admitted(
      Candidate candidate, Function<Resource, ContainerLimits> limits, List<Quota> quotas) {
    List<String> problems = new ArrayList<>();
    Candidate kept = candidate;
    for (Resource resource : Resource.values()) {
      Optional<String> why = new Admission(kept, limits, quotas).refusal(resource);
      if (why.isPresent() && changes(kept)) {
        kept = keep(kept, resource, why.get());
        problems.add(resource.key() + ": " + why.get() + "; the current sizes are kept");
      }
    }
    for (Resource resource : Resource.values()) {
      Optional<String> why = new Admission(kept, limits, quotas).refusal(resource);
      if (why.isPresent() && changes(kept)) {
        String stands = "a new pod would be refused as the template stands: " + why.get();
        kept = keep(keep(kept, Resource.CPU, stands), Resource.MEMORY, stands);
        problems.add(resource.key() + ": " + stands);
      }
    }
    return new Outcome(kept.containers(), problems);
  }

  /** Whether a patch would change anything. */
  private static boolean changes(Candidate candidate) {
    return candidate.containers().stream()
        .anyMatch(c -> changes(c, Resource.CPU) || changes(c, Resource.MEMORY));
  }

  private static boolean changes(ContainerSizing container, Resource resource) {
    return !container.of(resource).verdict().keepsAll()
        && !container.of(resource).recommended().equals(container.container().template(resource));
  }

  private static Candidate keep(Candidate candidate, Resource resource, String why) {
    return candidate.with(
        candidate.containers().stream()
            .map(
                c ->
                    changes(c, resource)
                        ? c.with(c.of(resource).notAdmitted("; kept, because " + why))
                        : c)
            .toList());
  }
}

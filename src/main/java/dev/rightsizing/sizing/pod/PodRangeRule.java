// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.pod;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.sizing.PodTotal;
import dev.rightsizing.sizing.quota.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fits a workload's containers into the LimitRanges of type Pod, or says that they do not fit. */
final class PodRangeRule {

  /** Sizes, and explanations of those that were changed. */
  record Outcome(List<ContainerSizing> containers, List<String> problems) {}

  Outcome fit(Candidate candidate, Resource resource) {
    List<ContainerSizing> sized = candidate.containers();
    ContainerLimits limits = candidate.workload().pod().limits(resource);
    boolean level = PodTotal.level(sized).filter(p -> asks(p.of(resource))).isPresent();
    if (limits.equals(ContainerLimits.NONE) || level || unchanged(sized, resource)) {
      return new Outcome(sized, List.of());
    }
    List<ContainerSizing> all =
        candidate.pod().stream()
            .filter(c -> c.container().role() != ContainerRole.POD)
            .sorted(PodOrder.IN_POD)
            .toList();
    PodRange range = new PodRange(limits, resource, c -> candidate.isPressed(c, resource));
    Optional<List<Size>> fits = range.fit(all);
    if (fits.isEmpty()) {
      String why = why(limits, resource) + " does not allow what the pod uses";
      return new Outcome(
          sized.stream()
              .map(c -> c.with(c.of(resource).notAdmitted("; kept, because " + why)))
              .toList(),
          List.of(resource.key() + ": " + why + "; the current sizes are kept"));
    }
    Map<String, Size> byName = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      byName.put(all.get(i).container().name(), fits.get().get(i));
    }
    List<String> problems = new ArrayList<>();
    List<ContainerSizing> after = new ArrayList<>();
    for (ContainerSizing container : sized) {
      ResourceSizing sizing = container.of(resource);
      Size size = byName.getOrDefault(container.container().name(), sizing.recommended());
      if (size.equals(sizing.recommended())) {
        after.add(container);
      } else {
        String clause = clause(sizing.recommended(), size) + " by " + why(limits, resource);
        after.add(
            container.with(
                sizing.with(size, verdict(sizing, size), sizing.explanation() + ", " + clause)));
        problems.add(
            resource.key() + " of container " + container.container().name() + ": " + clause);
      }
    }
    return new Outcome(after, problems);
  }

  private static boolean asks(ResourceSizing sizing) {
    return !sizing.current().equals(Size.NONE);
  }

  private static boolean unchanged(List<ContainerSizing> containers, Resource resource) {
    return containers.stream()
        .allMatch(
            c ->
                c.of(resource).verdict().keepsAll()
                    || c.of(resource).recommended().equals(c.container().template(resource)));
  }

  private static Verdict verdict(ResourceSizing sizing, Size size) {
    Optional<Amount> now = sizing.current().request();
    if (now.isEmpty() || now.get().isZero() || size.request().isEmpty()) {
      return sizing.verdict();
    }
    int change = size.request().get().compareTo(now.get());
    if (change > 0) {
      return Verdict.UNDER_PROVISIONED;
    }
    return change == 0 && size.equals(sizing.current()) ? Verdict.RIGHT_SIZED : sizing.verdict();
  }

  /** {@code request 1080m changed to 750m, limit 1080m to 750m}. */
  private static String clause(Size wanted, Size size) {
    List<String> parts = new ArrayList<>();
    if (!wanted.request().equals(size.request())) {
      parts.add("request " + change(wanted.request(), size.request()));
    }
    if (!wanted.limit().equals(size.limit())) {
      parts.add("limit " + change(wanted.limit(), size.limit()));
    }
    return String.join(", ", parts);
  }

  private static String change(Optional<Amount> from, Optional<Amount> to) {
    String verb =
        from.isPresent() && to.isPresent() && to.get().compareTo(from.get()) < 0
            ? "cut to "
            : "raised to ";
    return verb + to.map(Amount::toQuantity).orElse("none");
  }

  /** {@code LimitRange 'pods' (of a pod: max 1500m)}. */
  private static String why(ContainerLimits limits, Resource resource) {
    List<String> parts = new ArrayList<>();
    limits.min().ifPresent(min -> parts.add("min " + min.toQuantity()));
    limits.max().ifPresent(max -> parts.add("max " + max.toQuantity()));
    limits.maxLimitRequestRatio().ifPresent(ratio -> parts.add("maxLimitRequestRatio " + ratio));
    return "LimitRange '"
        + limits.name()
        + "' ("
        + resource.key()
        + " of a pod: "
        + String.join(", ", parts)
        + ")";
  }
}

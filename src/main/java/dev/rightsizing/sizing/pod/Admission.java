// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.pod;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.PodShape;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.quota.QuotaScope;
import dev.rightsizing.sizing.PodTotal;
import dev.rightsizing.sizing.quota.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether the API server would take a template with the sizes that are recommended, and admit a new
 * pod of it: its own validation, the LimitRanger (which first fills in defaults), and what a quota
 * demands of each container. How much a quota leaves is another question.
 */
final class Admission {
  private final Candidate candidate;
  private final Function<Resource, ContainerLimits> limits;
  private final List<Quota> quotas;

  /**
   * @param limits what LimitRanges allow a container
   * @param quotas of the namespace
   */
  Admission(Candidate candidate, Function<Resource, ContainerLimits> limits, List<Quota> quotas) {
    this.candidate = candidate;
    this.limits = limits;
    this.quotas = quotas;
  }

  /** Why a pod would be refused for one resource; empty where it would not. */
  Optional<String> refusal(Resource resource) {
    List<ContainerSizing> pod = candidate.pod();
    Size level = PodTotal.level(pod).map(p -> written(p, resource)).orElse(Size.NONE);
    for (ContainerSizing container : pod) {
      if (container.container().role() != ContainerRole.POD) {
        Optional<String> why = ofContainer(container, resource, level);
        if (why.isPresent()) {
          return why;
        }
      }
    }
    return ofPod(pod, resource, level);
  }

  private Optional<String> ofContainer(ContainerSizing container, Resource resource, Size level) {
    Size size = written(container, resource);
    String name = "container " + container.container().name();
    ContainerLimits allowed = limits.apply(resource);
    if (over(size)) {
      return Optional.of(
          name
              + " would request "
              + size.request().orElseThrow()
              + ", over its limit of "
              + size.limit().orElseThrow());
    }
    if (!allowed.admits(size)) {
      return Optional.of(name + " would not be within LimitRange '" + allowed.name() + "'");
    }
    if (size.limit().isPresent()
        && level.limit().filter(most -> size.limit().get().compareTo(most) > 0).isPresent()) {
      return Optional.of(name + " would have a limit over that of its pod");
    }
    return candidate.workload().pod().isSized() ? Optional.empty() : ofQuota(name, size, resource);
  }

  private Optional<String> ofQuota(String name, Size size, Resource resource) {
    return quotas.stream()
        .filter(line -> line.resource() == resource)
        .filter(line -> line.scopes().stream().allMatch(QuotaScope::known))
        .filter(line -> line.counts(candidate.workload().footprint(), candidate.bestEffort()))
        .filter(line -> (line.onLimits() ? size.limit() : size.request()).isEmpty())
        .map(
            line ->
                line.key()
                    + " of quota "
                    + line.id()
                    + ": "
                    + name
                    + " must have a "
                    + (line.onLimits() ? "limit" : "request")
                    + ", or its pods are refused")
        .sorted()
        .findFirst();
  }

  private Optional<String> ofPod(List<ContainerSizing> pod, Resource resource, Size level) {
    Size together =
        new Size(
            total(pod, resource, Size::request, level.request()),
            total(pod, resource, Size::limit, level.limit()));
    PodShape shape = candidate.workload().pod();
    if (over(level)) {
      return Optional.of("the pod would request more than its limit");
    }
    Optional<Amount> containers = total(pod, resource, Size::request, Optional.empty());
    if (containers.isPresent()
        && level.request().filter(r -> containers.get().compareTo(r) > 0).isPresent()) {
      return Optional.of(
          "the containers would request "
              + containers.get()
              + " together, over the "
              + level.request().get()
              + " of their pod");
    }
    return shape.limits(resource).admits(together)
        ? Optional.empty()
        : Optional.of(
            "the pod would not be within LimitRange '" + shape.limits(resource).name() + "'");
  }

  private Optional<Amount> total(
      List<ContainerSizing> pod,
      Resource resource,
      Function<Size, Optional<Amount>> part,
      Optional<Amount> level) {
    if (level.isPresent()) {
      return level;
    }
    boolean none =
        pod.stream()
            .filter(c -> c.container().role() != ContainerRole.POD)
            .allMatch(c -> part.apply(written(c, resource)).isEmpty());
    return none
        ? Optional.empty()
        : Optional.of(
            PodTotal.ofContainers(pod, resource, c -> part.apply(written(c, resource))).amount());
  }

  /** A new pod's size: what a patch writes, else what the template gives; then the defaults. */
  private Size written(ContainerSizing container, Resource resource) {
    ResourceSizing sizing = container.of(resource);
    Size size =
        sizing.verdict().keepsAll()
            ? container.container().template(resource)
            : sizing.recommended();
    if (container.container().role() == ContainerRole.POD) {
      return size;
    }
    return new Size(
        size.request().or(size::limit), size.limit().or(limits.apply(resource)::defaultLimit));
  }

  private static boolean over(Size size) {
    return size.request().isPresent()
        && size.limit().filter(l -> size.request().get().compareTo(l) > 0).isPresent();
  }
}

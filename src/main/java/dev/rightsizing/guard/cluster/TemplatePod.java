// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.PodShape;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.apply.SizeStep;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A new pod of a workload's template that some steps have changed. */
record TemplatePod(Workload workload, List<SizeStep> steps) {

  /** What a container of it has. */
  Size size(ContainerSpec container, Resource resource) {
    return step(container.name(), resource)
        .map(SizeStep::to)
        .orElseGet(() -> container.template(resource))
        .enforced();
  }

  /** What quotas count for it, with injected containers and overhead. */
  Amount counted(Resource resource, boolean ofLimits) {
    Function<Size, Optional<Amount>> part = ofLimits ? Size::limit : Size::request;
    Amount sum =
        level(resource)
            .flatMap(part)
            .orElseGet(() -> containers(resource, part).plus(injected(resource, ofLimits)));
    return ofLimits && sum.isZero() ? sum : sum.plus(workload.pod().overhead(resource));
  }

  /** What its containers sum up to, or its own level; absent where there is none. */
  Size total(Resource resource) {
    return level(resource)
        .orElseGet(
            () ->
                new Size(
                    Optional.of(containers(resource, Size::request).plus(injected(resource, false)))
                        .filter(a -> !a.isZero()),
                    Optional.of(containers(resource, Size::limit)).filter(a -> !a.isZero())));
  }

  /** Whether no container of it requests or limits anything. */
  boolean isBestEffort() {
    for (Resource resource : Resource.values()) {
      Size total = total(resource);
      if (total.request().isPresent() || total.limit().isPresent()) {
        return false;
      }
    }
    return true;
  }

  private Optional<Size> level(Resource resource) {
    return step(PodShape.LEVEL, resource)
        .map(SizeStep::to)
        .or(() -> Optional.of(workload.pod().declared(resource)))
        .filter(size -> !size.equals(Size.NONE));
  }

  private Optional<SizeStep> step(String container, Resource resource) {
    return steps.stream()
        .filter(s -> s.resource() == resource && s.container().equals(container))
        .findFirst();
  }

  private Amount containers(Resource resource, Function<Size, Optional<Amount>> part) {
    return PodSum.of(
        resource,
        workload.containers().stream()
            .filter(c -> c.role() != ContainerRole.POD)
            .map(c -> new PodSum.Part(c.role(), part.apply(size(c, resource))))
            .toList());
  }

  /** Of injected containers requests alone are known. */
  private Amount injected(Resource resource, boolean ofLimits) {
    return ofLimits
        ? Amount.zero(resource)
        : workload.pod().injectedTotal().getOrDefault(resource, Amount.zero(resource));
  }
}

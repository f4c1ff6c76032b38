// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation.Role;
import dev.rightsizing.api.v1alpha1.recommendation.RequestAndLimit;
import dev.rightsizing.api.v1alpha1.recommendation.apply.StepQuantities;
import dev.rightsizing.api.v1alpha1.recommendation.apply.StepSize;
import dev.rightsizing.api.v1alpha1.recommendation.apply.TargetChange;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes the steps of a change into a Recommendation's status, and reads them back. Those of one
 * container stand together. CPU is exact to 1m and memory to a byte, as in pods.
 */
final class StepSizes {

  /** The steps by container, in the order in which containers first occur. */
  List<StepSize> write(List<SizeStep> steps) {
    Map<String, StepSize> sizes = new LinkedHashMap<>();
    for (SizeStep step : steps) {
      StepSize size = sizes.computeIfAbsent(step.container(), name -> named(name, step.role()));
      if (step.resource() == Resource.CPU) {
        size.setCpu(quantities(step));
      } else {
        size.setMemory(quantities(step));
      }
    }
    return new ArrayList<>(sizes.values());
  }

  private static StepSize named(String name, ContainerRole role) {
    StepSize size = new StepSize();
    size.setName(name);
    size.setRole(
        switch (role) {
          case MAIN -> Role.Main;
          case INIT -> Role.Init;
          case SIDECAR -> Role.Sidecar;
          case POD -> throw new IllegalArgumentException("a pod as a whole is not changed");
        });
    return size;
  }

  private static StepQuantities quantities(SizeStep step) {
    StepQuantities quantities = new StepQuantities();
    quantities.setRequest(text(step.to().request()));
    quantities.setLimit(text(step.to().limit()));
    quantities.setFrom(new RequestAndLimit(text(step.from().request()), text(step.from().limit())));
    return quantities;
  }

  private static String text(Optional<Amount> amount) {
    return amount.map(Amount::toQuantity).orElse(null);
  }

  /**
   * The steps, CPU before memory.
   *
   * @param sizes may be null
   * @throws IllegalArgumentException if any of them cannot be read
   */
  List<SizeStep> read(List<StepSize> sizes) {
    List<SizeStep> steps = new ArrayList<>();
    for (StepSize size : Objects.requireNonNullElse(sizes, List.<StepSize>of())) {
      check(size.getName() != null && !size.getName().isEmpty(), "a container's name is missing");
      step(size, Resource.CPU, size.getCpu()).ifPresent(steps::add);
      step(size, Resource.MEMORY, size.getMemory()).ifPresent(steps::add);
    }
    return steps;
  }

  private static Optional<SizeStep> step(
      StepSize size, Resource resource, StepQuantities quantities) {
    if (quantities == null) {
      return Optional.empty();
    }
    check(quantities.getFrom() != null, "the size before of " + size.getName() + " is missing");
    return Optional.of(
        new SizeStep(
            size.getName(),
            role(size.getRole()),
            resource,
            size(resource, quantities.getFrom().getRequest(), quantities.getFrom().getLimit()),
            size(resource, quantities.getRequest(), quantities.getLimit())));
  }

  private static ContainerRole role(Role role) {
    if (role == null) {
      return ContainerRole.MAIN;
    }
    return switch (role) {
      case Main -> ContainerRole.MAIN;
      case Init -> ContainerRole.INIT;
      case Sidecar -> ContainerRole.SIDECAR;
    };
  }

  private static Size size(Resource resource, String request, String limit) {
    return new Size(
        Optional.ofNullable(request).map(q -> Amount.parse(resource, q)),
        Optional.ofNullable(limit).map(q -> Amount.parse(resource, q)));
  }

  /** The changed targets of autoscalers. */
  List<TargetChange> targets(List<TargetStep> steps) {
    return steps.stream().map(StepSizes::target).toList();
  }

  private static TargetChange target(TargetStep step) {
    TargetChange change = new TargetChange();
    change.setKind(step.kind());
    change.setName(step.name());
    change.setIndex(step.index());
    change.setResource(step.resource().key());
    change.setContainer(step.container().orElse(null));
    change.setFrom(step.from());
    change.setTo(step.to());
    return change;
  }

  /**
   * The same as values.
   *
   * @param changes may be null
   * @throws IllegalArgumentException if any of them cannot be read
   */
  List<TargetStep> steps(List<TargetChange> changes) {
    return Objects.requireNonNullElse(changes, List.<TargetChange>of()).stream()
        .map(StepSizes::step)
        .toList();
  }

  private static TargetStep step(TargetChange change) {
    check(
        change.getKind() != null
            && change.getName() != null
            && change.getIndex() != null
            && change.getFrom() != null
            && change.getTo() != null,
        "a target of an autoscaler is incomplete");
    return new TargetStep(
        change.getKind(),
        change.getName(),
        change.getIndex(),
        resource(change.getResource()),
        Optional.ofNullable(change.getContainer()),
        change.getFrom(),
        change.getTo());
  }

  private static Resource resource(String key) {
    for (Resource resource : Resource.values()) {
      if (resource.key().equals(key)) {
        return resource;
      }
    }
    throw new IllegalArgumentException("'" + key + "' is no resource");
  }

  /** For people: {@code app cpu 1/2 memory 1Gi/1Gi}, request before limit. */
  String text(List<SizeStep> steps, boolean before) {
    Map<String, StringBuilder> texts = new TreeMap<>();
    for (SizeStep step : steps) {
      Size size = before ? step.from() : step.to();
      texts
          .computeIfAbsent(step.container(), StringBuilder::new)
          .append(' ')
          .append(step.resource().key())
          .append(' ')
          .append(size.request().map(Amount::toQuantity).orElse("none"))
          .append('/')
          .append(size.limit().map(Amount::toQuantity).orElse("none"));
    }
    return String.join(", ", texts.values());
  }

  private static void check(boolean good, String problem) {
    if (!good) {
      throw new IllegalArgumentException(problem);
    }
  }
}

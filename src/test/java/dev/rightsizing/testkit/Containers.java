// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.RunningPods;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizeOrigin;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Containers and workloads as values, written shortly; "-" is absent. */
public final class Containers {
  private static final Instant END = Instant.parse("2026-03-04T10:00:00Z");

  private Containers() {}

  public static Optional<Amount> amount(Resource resource, String quantity) {
    return quantity.equals("-") ? Optional.empty() : Optional.of(Amount.parse(resource, quantity));
  }

  /** {@code "100m/200m"} is request and limit. */
  public static Size size(Resource resource, String text) {
    String[] parts = text.split("/");
    return new Size(amount(resource, parts[0]), amount(resource, parts[1]));
  }

  public static ContainerSpec spec(
      String name, ContainerRole role, int index, String cpu, String memory) {
    Map<Resource, Size> sizes =
        Map.of(
            Resource.CPU, size(Resource.CPU, cpu), Resource.MEMORY, size(Resource.MEMORY, memory));
    return new ContainerSpec(
        name,
        role,
        index,
        sizes,
        Map.of(Resource.CPU, SizeOrigin.TEMPLATE, Resource.MEMORY, SizeOrigin.TEMPLATE),
        sizes);
  }

  /** The container in a template that gives a new pod other sizes than the pods run with. */
  public static ContainerSpec ofTemplate(ContainerSpec spec, String cpu, String memory) {
    Map<Resource, Size> template =
        Map.of(
            Resource.CPU, size(Resource.CPU, cpu), Resource.MEMORY, size(Resource.MEMORY, memory));
    return new ContainerSpec(
        spec.name(),
        spec.role(),
        spec.index(),
        spec.current(),
        spec.origin(),
        template,
        template,
        spec.running(),
        spec.shape());
  }

  /** Pods of one container that ask for the same. */
  public static RunningPods running(int pods, String container, String cpu, String memory) {
    return new RunningPods(
        Map.of(
            container,
            Map.of(
                Resource.CPU,
                size(Resource.CPU, cpu),
                Resource.MEMORY,
                size(Resource.MEMORY, memory))),
        Map.of(),
        pods);
  }

  /** Usage whose statistic is also its P95; a week at five minutes. */
  public static UsageSummary usage(Resource resource, String statistic, String max) {
    return usage(resource, statistic, max, 2016);
  }

  public static UsageSummary usage(Resource resource, String statistic, String max, int samples) {
    Amount s = Amount.parse(resource, statistic);
    Duration step = Duration.ofMinutes(5);
    return new UsageSummary(
        s,
        s,
        Amount.parse(resource, max),
        s.times(0.5),
        samples,
        END.minus(step.multipliedBy(samples - 1L)),
        END,
        step);
  }

  public static ContainerSizing sizing(ContainerSpec spec, String cpu, String memory) {
    return new ContainerSizing(
        spec, sizing(spec, Resource.CPU, cpu), sizing(spec, Resource.MEMORY, memory));
  }

  private static ResourceSizing sizing(ContainerSpec spec, Resource resource, String to) {
    return new ResourceSizing(
        resource,
        spec.current(resource),
        spec.origin(resource),
        Optional.of(usage(resource, resource == Resource.CPU ? "10m" : "10Mi", "1")),
        size(resource, to),
        Verdict.REDUCIBLE,
        "because",
        Optional.empty(),
        false);
  }

  public static Workload workload(
      WorkloadKind kind, String name, int replicas, ContainerSpec... c) {
    return new Workload(
        new WorkloadRef("shop", kind, name),
        "uid-of-" + name,
        Map.of("app", name),
        replicas,
        List.of(c),
        List.of("n1"));
  }
}

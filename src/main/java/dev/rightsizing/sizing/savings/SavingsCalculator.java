// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.savings;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Money;
import dev.rightsizing.model.Price;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Savings;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Workload;
import dev.rightsizing.sizing.PodTotal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Savings of a workload: (current request - recommended request) x replicas x price x 730 h, by
 * what the pod asks for as a whole. Never more than it costs now, because no request is negative.
 */
public final class SavingsCalculator {

  /** A workload's savings and how its containers share them; the shares add up to the total. */
  public record WorkloadSavings(Savings total, Map<String, Savings> containers) {
    public WorkloadSavings {
      containers = Map.copyOf(containers);
    }
  }

  /**
   * The savings.
   *
   * @param activeShare share of the time that its pods run, 0 to 1; 1 but for batch workloads
   * @throws IllegalArgumentException if the share is not between 0 and 1
   */
  public WorkloadSavings of(
      Workload workload, List<ContainerSizing> sizings, Price price, double activeShare) {
    if (!(activeShare >= 0 && activeShare <= 1)) {
      throw new IllegalArgumentException(
          workload.ref() + " runs a share of the time from 0 to 1, got " + activeShare);
    }
    double weight = workload.replicas() * activeShare;
    Map<String, Map<Resource, Change>> parts = new LinkedHashMap<>();
    sizings.forEach(s -> parts.put(s.container().name(), changes(s)));
    Map<Resource, Change> whole = new EnumMap<>(Resource.class);
    for (Resource resource : Resource.values()) {
      whole.put(resource, bookInit(sizings, resource, parts));
    }
    Map<String, Savings> containers = new LinkedHashMap<>();
    parts.forEach((name, changes) -> containers.put(name, savings(changes, weight, price)));
    return balanced(savings(whole, weight, price), containers);
  }

  private static Map<Resource, Change> changes(ContainerSizing sizing) {
    Map<Resource, Change> changes = new EnumMap<>(Resource.class);
    for (Resource resource : Resource.values()) {
      boolean runs = sizing.container().role() != ContainerRole.INIT;
      Amount none = Amount.zero(resource);
      changes.put(
          resource,
          new Change(
              runs ? request(sizing.of(resource).current(), none) : none,
              runs ? request(sizing.of(resource).recommended(), none) : none));
    }
    return changes;
  }

  private static Amount request(Size size, Amount none) {
    return size.request().orElse(none);
  }

  /** Where an init container decides what the pod asks for, the difference is booked on it. */
  private static Change bookInit(
      List<ContainerSizing> sizings, Resource resource, Map<String, Map<Resource, Change>> parts) {
    PodTotal now = total(sizings, s -> s.of(resource).current().request(), resource);
    PodTotal then = total(sizings, s -> s.of(resource).recommended().request(), resource);
    Amount partsNow = Amount.zero(resource);
    Amount partsThen = Amount.zero(resource);
    for (Map<Resource, Change> part : parts.values()) {
      partsNow = partsNow.plus(part.get(resource).now());
      partsThen = partsThen.plus(part.get(resource).then());
    }
    Amount extraNow = now.amount().minus(partsNow);
    Amount extraThen = then.amount().minus(partsThen);
    now.dominating()
        .ifPresent(name -> add(parts.get(name), resource, extraNow, Amount.zero(resource)));
    then.dominating()
        .ifPresent(name -> add(parts.get(name), resource, Amount.zero(resource), extraThen));
    return new Change(now.amount(), then.amount());
  }

  private static PodTotal total(
      List<ContainerSizing> sizings,
      Function<ContainerSizing, Optional<Amount>> of,
      Resource resource) {
    return PodTotal.of(sizings, resource, of);
  }

  private static void add(Map<Resource, Change> part, Resource resource, Amount now, Amount then) {
    Change before = part.get(resource);
    part.put(resource, new Change(before.now().plus(now), before.then().plus(then)));
  }

  private static Savings savings(Map<Resource, Change> changes, double weight, Price price) {
    Change cpu = changes.get(Resource.CPU);
    Change memory = changes.get(Resource.MEMORY);
    double now = (price.perMonth(cpu.now()) + price.perMonth(memory.now())) * weight;
    double then = (price.perMonth(cpu.then()) + price.perMonth(memory.then())) * weight;
    Money current = Money.of(now, price.currency());
    return new Savings(
        current.minus(Money.of(then, price.currency())),
        cpu.now().minus(cpu.then()).times(weight),
        memory.now().minus(memory.then()).times(weight),
        current);
  }

  /** Cents lost in rounding go to the container that moves the most money. */
  private static WorkloadSavings balanced(Savings total, Map<String, Savings> containers) {
    if (containers.isEmpty()) {
      return new WorkloadSavings(total, containers);
    }
    Savings sum =
        containers.values().stream()
            .reduce(Savings.zero(total.monthly().currency()), Savings::plus);
    Money rest = total.monthly().minus(sum.monthly());
    Money restNow = total.current().minus(sum.current());
    String largest =
        containers.entrySet().stream()
            .max(Comparator.comparing((Map.Entry<String, Savings> e) -> e.getValue().current()))
            .orElseThrow()
            .getKey();
    Savings before = containers.get(largest);
    containers.put(
        largest,
        new Savings(
            before.monthly().plus(rest),
            before.cpu(),
            before.memory(),
            before.current().plus(restNow)));
    return new WorkloadSavings(total, containers);
  }

  /** What one container or pod asks for now and then. */
  private record Change(Amount now, Amount then) {}
}

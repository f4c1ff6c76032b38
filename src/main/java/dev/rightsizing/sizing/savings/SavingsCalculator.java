// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.savings;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ImpossibleFigure;
import dev.rightsizing.model.ImpossibleFigureException;
import dev.rightsizing.model.Money;
import dev.rightsizing.model.Price;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.RunningPods;
import dev.rightsizing.model.Savings;
import dev.rightsizing.model.Workload;
import dev.rightsizing.sizing.PodTotal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Savings of a workload: what its pods ask for now less what they would ask for, x price x 730 h,
 * by what each pod asks for as a whole. Pods that were resized or are of another revision count
 * with what they say, not with the template. Never more than they cost now, because no request is
 * negative.
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
   * @param pods that it is counted for; a mean over time is no whole number
   * @throws IllegalArgumentException if it is negative or no number
   * @throws ImpossibleFigureException if the savings are over the cost
   */
  public WorkloadSavings of(
      Workload workload, List<ContainerSizing> sizings, Price price, double pods) {
    if (!(pods >= 0 && Double.isFinite(pods))) {
      throw new IllegalArgumentException(workload.ref() + " has no negative pods, got " + pods);
    }
    Map<String, Map<Resource, Change>> parts = new LinkedHashMap<>();
    sizings.forEach(s -> parts.put(s.container().name(), none()));
    Map<Resource, Change> whole = none();
    for (Group group : Group.of(workload)) {
      Map<String, Map<Resource, Change>> ofGroup = new LinkedHashMap<>();
      sizings.forEach(
          s -> ofGroup.put(s.container().name(), changes(s, PodTotal.level(sizings), group)));
      for (Resource resource : Resource.values()) {
        Change pod = bookInit(sizings, resource, ofGroup, group);
        whole.merge(resource, pod.times(group.share()), Change::plus);
      }
      ofGroup.forEach(
          (name, changes) ->
              changes.forEach(
                  (resource, change) ->
                      parts
                          .computeIfAbsent(name, n -> none())
                          .merge(resource, change.times(group.share()), Change::plus)));
    }
    Map<String, Savings> containers = new LinkedHashMap<>();
    parts.forEach((name, changes) -> containers.put(name, savings(changes, pods, price)));
    return balanced(possible(workload, savings(whole, pods, price)), containers);
  }

  /** No request is negative, so nothing saves more than it costs. */
  private static Savings possible(Workload workload, Savings total) {
    if (total.monthly().compareTo(total.current()) > 0) {
      throw new ImpossibleFigureException(
          ImpossibleFigure.SAVINGS_OVER_COST,
          "the savings of "
              + workload.ref()
              + " exceed what its pods cost; its figures are dropped, please report this");
    }
    return total;
  }

  /**
   * Pods that ask for the same now.
   *
   * @param running empty where none is there, or they are not known: then a container's current
   *     size is that of all
   * @param share of the workload's pods
   */
  private record Group(Optional<RunningPods> running, double share) {

    static List<Group> of(Workload workload) {
      if (workload.running().isEmpty()) {
        return List.of(new Group(Optional.empty(), 1));
      }
      double all = workload.running().stream().mapToInt(RunningPods::pods).sum();
      return workload.running().stream()
          .map(pods -> new Group(Optional.of(pods), pods.pods() / all))
          .toList();
    }

    Optional<Amount> now(ContainerSizing sizing, Resource resource) {
      return running
          .map(pods -> pods.of(sizing.container().name(), resource))
          .orElse(sizing.of(resource).current())
          .request();
    }

    Optional<Amount> then(ContainerSizing sizing, Resource resource) {
      return sizing.of(resource).verdict().keepsAll()
          ? now(sizing, resource)
          : sizing.of(resource).recommended().request();
    }
  }

  private static Map<Resource, Change> none() {
    Map<Resource, Change> none = new EnumMap<>(Resource.class);
    for (Resource resource : Resource.values()) {
      none.put(resource, Change.none(resource));
    }
    return none;
  }

  /** Where the pod asks for a resource at its own level, its containers' requests cost nothing. */
  private static Map<Resource, Change> changes(
      ContainerSizing sizing, Optional<ContainerSizing> level, Group group) {
    Map<Resource, Change> changes = none();
    if (sizing.container().role() == ContainerRole.INIT) {
      return changes;
    }
    Optional<ContainerSizing> above =
        level.filter(pod -> sizing.container().role() != ContainerRole.POD);
    for (Resource resource : Resource.values()) {
      Amount none = Amount.zero(resource);
      boolean now = above.flatMap(pod -> group.now(pod, resource)).isEmpty();
      boolean then = above.flatMap(pod -> group.then(pod, resource)).isEmpty();
      changes.put(
          resource,
          new Change(
              now ? group.now(sizing, resource).orElse(none) : none,
              then ? group.then(sizing, resource).orElse(none) : none));
    }
    return changes;
  }

  /** Where an init container decides what the pod asks for, the difference is booked on it. */
  private static Change bookInit(
      List<ContainerSizing> sizings,
      Resource resource,
      Map<String, Map<Resource, Change>> parts,
      Group group) {
    PodTotal now = PodTotal.of(sizings, resource, s -> group.now(s, resource));
    PodTotal then = PodTotal.of(sizings, resource, s -> group.then(s, resource));
    Amount partsNow = Amount.zero(resource);
    Amount partsThen = Amount.zero(resource);
    for (Map<Resource, Change> part : parts.values()) {
      Change change = part.getOrDefault(resource, Change.none(resource));
      partsNow = partsNow.plus(change.now());
      partsThen = partsThen.plus(change.then());
    }
    Amount extraNow = now.amount().minus(partsNow);
    Amount extraThen = then.amount().minus(partsThen);
    now.dominating()
        .ifPresent(name -> add(parts, name, resource, new Change(extraNow, Amount.zero(resource))));
    then.dominating()
        .ifPresent(
            name -> add(parts, name, resource, new Change(Amount.zero(resource), extraThen)));
    return new Change(now.amount(), then.amount());
  }

  private static void add(
      Map<String, Map<Resource, Change>> parts, String name, Resource resource, Change more) {
    parts.computeIfAbsent(name, n -> none()).merge(resource, more, Change::plus);
  }

  private static Savings savings(Map<Resource, Change> changes, double weight, Price price) {
    Change cpu = changes.getOrDefault(Resource.CPU, Change.none(Resource.CPU));
    Change memory = changes.getOrDefault(Resource.MEMORY, Change.none(Resource.MEMORY));
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
    Map.Entry<String, Savings> largest =
        containers.entrySet().stream()
            .max(Comparator.comparing((Map.Entry<String, Savings> e) -> e.getValue().current()))
            .orElseThrow();
    Savings before = largest.getValue();
    containers.put(
        largest.getKey(),
        new Savings(
            before.monthly().plus(rest),
            before.cpu(),
            before.memory(),
            before.current().plus(restNow)));
    return new WorkloadSavings(total, containers);
  }

  /** What one container or pod asks for now and then. */
  private record Change(Amount now, Amount then) {

    static Change none(Resource resource) {
      return new Change(Amount.zero(resource), Amount.zero(resource));
    }

    Change times(double share) {
      return new Change(now.times(share), then.times(share));
    }

    Change plus(Change other) {
      return new Change(now.plus(other.now), then.plus(other.then));
    }
  }
}

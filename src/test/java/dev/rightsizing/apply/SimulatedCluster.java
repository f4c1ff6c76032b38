// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.apply.ApplyOrder.Others;
import dev.rightsizing.apply.ApplyOrder.Requests;
import dev.rightsizing.apply.ApplyOrder.Stop;
import dev.rightsizing.apply.ApplyOrder.WorkloadOrder;
import dev.rightsizing.guard.Guards;
import dev.rightsizing.guard.order.AllGuards;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.AutoscalerMode;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.ApplySettings.AbortRule;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.Goal;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A cluster with one policy, whose ports can fail and can kill the operator at any call. It checks
 * with every write what must always hold.
 */
final class SimulatedCluster implements Actuator, Journal, LiveUsage {
  static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  static final PolicyRef POLICY = new PolicyRef("shop", "web");

  /** The operator is killed: no catch of the product stops it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Kills at a call of a port. */
  record Kill(int call, boolean afterIt) {}

  final SettableClock clock = new SettableClock(START);
  final Map<WorkloadRef, SimulatedWorkload> workloads = new LinkedHashMap<>();
  final Map<WorkloadRef, ApplyMemory> kept = new HashMap<>();
  final Map<WorkloadRef, Integer> writes = new HashMap<>();
  final Map<WorkloadRef, Requests> requests = new HashMap<>();
  final List<ApplyEvent> events = new ArrayList<>();
  final List<String> violations = new ArrayList<>();
  ApplySettings settings = settings(ApplyStrategy.IN_PLACE);
  List<TargetStep> targets = List.of();
  Optional<Cause> interrupted = Optional.empty();
  Optional<String> stopped = Optional.empty();
  Optional<Kill> kill = Optional.empty();
  boolean apiAway;
  boolean conflicts;
  boolean quotaFull;
  boolean webhookRefuses;
  boolean usageMissing;
  boolean neverInPlace;
  Answer answer = new Answer.Measured(0, false);
  int calls;
  private final Guards guards;
  private ApplyPass pass;

  SimulatedCluster() {
    this(AllGuards.guards());
  }

  SimulatedCluster(Guards guards) {
    this.guards = guards;
    this.pass = pass();
  }

  static ApplySettings settings(ApplyStrategy strategy) {
    return new ApplySettings(
        strategy,
        false,
        false,
        Confidence.Level.LOW,
        Optional.empty(),
        Duration.ofMinutes(1),
        new ApplySettings.StepLimits(100, 1000),
        2,
        Duration.ofMinutes(5),
        List.of(),
        false,
        ApplySettings.Interruption.FINISH,
        Set.of());
  }

  SimulatedWorkload add(String name, int pods, String cpu, String memory) {
    SimulatedWorkload workload =
        new SimulatedWorkload(
            name, pods, SimulatedWorkload.sizes(cpu, memory), clock.instant().minusSeconds(86_400));
    workloads.put(workload.ref, workload);
    kept.put(workload.ref, ApplyMemory.first(clock.instant()));
    return workload;
  }

  private ApplyPass pass() {
    return new ApplyPass(guards, this, this, this, clock);
  }

  /** Begins with a process that remembers nothing. */
  void restart() {
    pass = pass();
  }

  ApplyMemory memory(SimulatedWorkload workload) {
    return kept.get(workload.ref);
  }

  int writes(SimulatedWorkload workload) {
    return writes.getOrDefault(workload.ref, 0);
  }

  /** One pass, after which a while goes by. */
  void step() {
    try {
      ApplyResult result = pass.run(order());
      events.addAll(result.events());
      result.faults().forEach((ref, fault) -> violations.add(ref + ": " + fault));
    } catch (Killed e) {
      restart();
    }
    check();
    clock.advance(SimulatedWorkload.TICK);
    workloads.values().forEach(w -> w.tick(clock.instant()));
  }

  void steps(int count) {
    for (int i = 0; i < count; i++) {
      step();
    }
  }

  private void check() {
    long flying = kept.values().stream().filter(ApplyMemory::isInFlight).count();
    if (flying > settings.maxInFlight() && !undoRequested()) {
      violations.add(flying + " workloads change at once");
    }
  }

  /** What a person wants back does not wait for its turn. */
  private boolean undoRequested() {
    return kept.values().stream()
        .flatMap(m -> m.flight().stream())
        .anyMatch(f -> f.cause().filter(c -> c.reason() == Reason.UNDO_REQUESTED).isPresent());
  }

  ApplyOrder order() {
    List<WorkloadOrder> orders = new ArrayList<>();
    kept.forEach(
        (ref, memory) ->
            orders.add(
                new WorkloadOrder(
                    ref,
                    Optional.ofNullable(workloads.get(ref)).map(this::goal),
                    Optional.ofNullable(workloads.get(ref)).map(SimulatedWorkload::facts),
                    memory,
                    requests.getOrDefault(ref, Requests.NONE),
                    Optional.empty())));
    return new ApplyOrder(
        POLICY,
        settings,
        AutoscalerMode.IGNORE,
        interrupted,
        new Stop(true, stopped),
        new Others(Map.of(), 0, 100, 100),
        Optional.of(clock.instant()),
        Duration.ofMinutes(5),
        orders);
  }

  private Goal goal(SimulatedWorkload w) {
    return new Goal(
        w.ref,
        w.ref.name(),
        "7",
        Goal.Decision.APPROVED,
        w.goal(),
        targets,
        Map.of(SimulatedPod.CONTAINER, w.usage),
        Confidence.Level.HIGH,
        Duration.ofDays(14),
        Optional.empty(),
        clock.instant(),
        RiskLevel.NONE,
        List.of(),
        w.throttled ? List.of(SimulatedPod.CONTAINER) : List.of(),
        Map.of());
  }

  private void call() {
    calls++;
    if (kill.filter(k -> !k.afterIt() && k.call() == calls).isPresent()) {
      throw new Killed();
    }
  }

  private <T> T done(T answer) {
    if (kill.filter(k -> k.afterIt() && k.call() == calls).isPresent()) {
      throw new Killed();
    }
    return answer;
  }

  @Override
  public boolean keep(WorkloadRef ref, ApplyMemory memory) {
    call();
    if (apiAway || conflicts) {
      return done(false);
    }
    kept.put(ref, memory);
    return done(true);
  }

  private Optional<ActOutcome> fault() {
    if (apiAway) {
      return Optional.of(new ActOutcome.Retry(Reason.CHANGE_CONFLICT, "no answer"));
    }
    if (conflicts) {
      return Optional.of(new ActOutcome.Retry(Reason.CHANGE_CONFLICT, "409"));
    }
    if (quotaFull) {
      return Optional.of(new ActOutcome.Refused(Reason.QUOTA_FULL, "exceeded quota"));
    }
    return webhookRefuses
        ? Optional.of(new ActOutcome.Refused(Reason.CHANGE_REFUSED, "denied by a webhook"))
        : Optional.empty();
  }

  @Override
  public ActOutcome resize(WorkloadRef ref, LivePod pod, List<SizeStep> steps, Provenance by) {
    call();
    checkKept(ref, steps);
    Optional<SimulatedPod> found =
        Optional.ofNullable(workloads.get(ref)).stream()
            .flatMap(w -> w.pods.stream())
            .filter(p -> p.name.equals(pod.name()) && !p.deleting)
            .findFirst();
    if (found.isEmpty()) {
      return done(new ActOutcome.Gone());
    }
    if (fault().isPresent()) {
      return done(fault().get());
    }
    SimulatedPod target = found.get();
    target.appliedBy = Optional.of(by.annotation());
    if (target.seen().asks(steps)) {
      return done(new ActOutcome.Done(false));
    }
    workloads.get(ref).resize(target, steps, clock.instant());
    writes.merge(ref, 1, Integer::sum);
    return done(new ActOutcome.Done(true));
  }

  @Override
  public ActOutcome template(
      WorkloadRef ref, List<SizeStep> steps, Set<String> takeOverFrom, Provenance by) {
    call();
    checkKept(ref, steps);
    SimulatedWorkload workload = workloads.get(ref);
    if (workload == null) {
      return done(new ActOutcome.Gone());
    }
    if (fault().isPresent()) {
      return done(fault().get());
    }
    if (workload.templateOwned) {
      return done(new ActOutcome.Owned("argocd", "argocd owns the sizes"));
    }
    if (TemplateSizes.of(workload.facts(), steps) == TemplateSizes.TO) {
      return done(new ActOutcome.Done(false));
    }
    workload.template(steps);
    writes.merge(ref, 1, Integer::sum);
    return done(new ActOutcome.Done(true));
  }

  @Override
  public ActOutcome target(WorkloadRef ref, TargetStep step, boolean dryRun, Provenance by) {
    call();
    SimulatedWorkload workload = workloads.get(ref);
    if (fault().isPresent()) {
      return done(fault().get());
    }
    if (dryRun || workload == null || workload.target != step.from()) {
      return done(new ActOutcome.Done(false));
    }
    if (kept.get(ref).flight().isEmpty()) {
      violations.add(ref + ": a target without a record");
    }
    workload.target = step.to();
    writes.merge(ref, 1, Integer::sum);
    return done(new ActOutcome.Done(true));
  }

  @Override
  public Optional<ActOutcome> probe(
      WorkloadRef ref,
      ApplyStrategy strategy,
      Optional<LivePod> pod,
      List<SizeStep> steps,
      ApplySettings all) {
    call();
    return done(
        neverInPlace && strategy == ApplyStrategy.IN_PLACE
            ? Optional.of(new ActOutcome.Refused(Reason.QOS_WOULD_CHANGE, "QOS class"))
            : fault());
  }

  /** What is written is what was kept before, or what was there before. */
  private void checkKept(WorkloadRef ref, List<SizeStep> steps) {
    ApplyMemory memory = kept.get(ref);
    List<SizeStep> known = new ArrayList<>();
    memory.inForce().ifPresent(f -> known.addAll(f.steps()));
    memory.flight().ifPresent(f -> known.addAll(f.steps()));
    boolean back = memory.flight().filter(f -> f.phase() == Flight.Phase.UNDOING).isPresent();
    SimulatedWorkload workload = workloads.get(ref);
    for (SizeStep step : steps) {
      boolean recorded =
          known.stream()
              .filter(k -> k.resource() == step.resource())
              .anyMatch(k -> k.to().equals(step.to()) || back && k.from().equals(step.to()));
      if (!recorded) {
        violations.add(ref + ": wrote " + step + " that was not kept");
      }
      Optional<Amount> limit =
          step.resource() == Resource.MEMORY ? step.to().limit() : Optional.empty();
      boolean floor = workload != null && !usageMissing;
      if (floor && limit.filter(l -> l.compareTo(workload.usage) < 0).isPresent()) {
        violations.add(ref + ": memory limit " + limit.get() + " is under what is used");
      }
    }
  }

  @Override
  public Map<WorkloadRef, Map<String, Amount>> workingSets(Collection<WorkloadRef> refs) {
    call();
    Map<WorkloadRef, Map<String, Amount>> sets = new HashMap<>();
    if (!usageMissing) {
      refs.stream()
          .filter(workloads::containsKey)
          .forEach(r -> sets.put(r, Map.of(SimulatedPod.CONTAINER, workloads.get(r).usage)));
    }
    return done(sets);
  }

  @Override
  public Answer ask(AbortRule rule) {
    call();
    return done(answer);
  }

  /** Sizes of every pod that is there. */
  List<Map<Resource, Size>> sizes(SimulatedWorkload workload) {
    return workload.pods.stream().map(p -> p.spec).toList();
  }
}

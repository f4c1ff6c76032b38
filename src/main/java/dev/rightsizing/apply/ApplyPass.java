// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.apply.ApplyOrder.WorkloadOrder;
import dev.rightsizing.apply.Beginning.Decision;
import dev.rightsizing.apply.LiveUsage.Answer;
import dev.rightsizing.guard.Guards;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplySettings.AbortRule;
import dev.rightsizing.model.apply.ApplyVerdict;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.Goal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One pass of one policy over its workloads: it judges, decides, keeps what was decided and then
 * acts. Safe for use by several threads, but not for the same workload at the same time.
 *
 * <p>What is written is derived from what was kept and from the state of the cluster alone, so that
 * a pass that was stopped anywhere is finished by the next one, of whichever process.
 */
public final class ApplyPass {
  private final Beginning beginning;
  private final Actuator actuator;
  private final Journal journal;
  private final LiveUsage usage;
  private final Clock clock;
  private final SeenPods seen = new SeenPods();

  public ApplyPass(
      Guards guards, Actuator actuator, Journal journal, LiveUsage usage, Clock clock) {
    this.beginning = new Beginning(guards);
    this.actuator = actuator;
    this.journal = journal;
    this.usage = usage;
    this.clock = clock;
  }

  /**
   * Takes each workload one step further. A fault of the cluster is in the result and never thrown.
   */
  public ApplyResult run(ApplyOrder order) {
    // As times are kept.
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Turn turn = new Turn(order, now);
    Map<WorkloadRef, Map<String, Amount>> workingSets = workingSets(turn);
    Map<AbortRule, Answer> answers = answers(order);
    Report report = new Report(order);
    for (WorkloadOrder workload : turn.workloads()) {
      Situation situation =
          new Situation(
              now,
              order,
              workload,
              Optional.ofNullable(workingSets.get(workload.ref())),
              turn.inFlight(workload.ref()),
              answers,
              seen.of(workload.ref(), workload.memory()));
      try {
        one(situation, report);
      } catch (RuntimeException e) {
        report.faults.put(workload.ref(), e);
      }
      turn.changed(workload.ref(), report.memories.get(workload.ref()));
    }
    return new ApplyResult(report.memories, report.events, report.look, report.faults);
  }

  private Map<WorkloadRef, Map<String, Amount>> workingSets(Turn turn) {
    List<WorkloadRef> wanted = turn.needingWorkingSets();
    return wanted.isEmpty() ? Map.of() : usage.workingSets(wanted);
  }

  private Map<AbortRule, Answer> answers(ApplyOrder order) {
    boolean watched =
        order.workloads().stream()
            .flatMap(w -> w.memory().flight().stream())
            .anyMatch(f -> f.phase() != Flight.Phase.UNDOING);
    Map<AbortRule, Answer> answers = new LinkedHashMap<>();
    if (watched && !order.stop().isOn()) {
      order.settings().abortWhen().forEach(rule -> answers.put(rule, usage.ask(rule)));
    }
    return answers;
  }

  private void one(Situation s, Report report) {
    ApplyMemory before = s.workload().memory();
    ApplyMemory planned = plan(before, s);
    // Words alone wait for what the writes say, so that they do not change to and fro.
    ApplyMemory kept = before;
    if (isIntent(before, planned)) {
      if (!keep(before, planned, s)) {
        report.look(Optional.of(s.now().plus(NextLook.AFTER_PROBLEM)));
        return;
      }
      report.memory(s.ref(), before, planned);
      kept = planned;
    }
    List<Act.Result> results = act(planned, s);
    ApplyMemory after = Outcomes.after(planned, results, s);
    if (keep(kept, after, s)) {
      report.memory(s.ref(), kept, after);
    }
    if (s.isGone()) {
      seen.forget(s.ref());
    } else {
      seen.note(s.ref(), planned, results, s.facts());
    }
    report.look(NextLook.of(after, Outcomes.problem(results).isPresent(), s));
  }

  /** Whether another record of what may be written is needed before anything is. */
  private static boolean isIntent(ApplyMemory before, ApplyMemory planned) {
    return !planned.flight().equals(before.flight()) || !planned.inForce().equals(before.inForce());
  }

  private boolean keep(ApplyMemory before, ApplyMemory after, Situation s) {
    return after.equals(before) || journal.keep(s.ref(), after);
  }

  private ApplyMemory plan(ApplyMemory before, Situation s) {
    ApplyMemory ground =
        before.flight().isPresent() ? Flights.next(before, s) : Ground.next(before, s);
    if (before.flight().isPresent() || ground.flight().isPresent()) {
      return ground;
    }
    Decision decision = beginning.decide(ground, s);
    Optional<ActOutcome> problem = probe(decision, s);
    Optional<ApplyVerdict> fallback = problem.flatMap(p -> fallback(p, decision, s));
    if (fallback.isEmpty()) {
      return begun(decision, problem, s);
    }
    Decision other =
        beginning.decide(
            ground.judged(List.of(), NewPods.kept(List.of(fallback.get()), ground)), s);
    return begun(other, probe(other, s), s);
  }

  private static Optional<ApplyVerdict> fallback(
      ActOutcome problem, Decision decision, Situation s) {
    return decision.step().flatMap(step -> Probe.fallback(problem, step, s));
  }

  private Optional<ActOutcome> probe(Decision decision, Situation s) {
    return decision
        .step()
        .flatMap(step -> Probe.ask(actuator, step, provenance(decision.memory(), s), s));
  }

  private static ApplyMemory begun(Decision decision, Optional<ActOutcome> problem, Situation s) {
    return problem
        .map(p -> Probe.refused(decision.memory(), p, s))
        .or(() -> decision.step().map(step -> Beginning.begin(decision.memory(), step, s)))
        .orElse(decision.memory());
  }

  private List<Act.Result> act(ApplyMemory kept, Situation s) {
    RecordedSizes recorded = new RecordedSizes(s.ref(), kept);
    boolean undoing = kept.flight().filter(f -> f.phase() == Flight.Phase.UNDOING).isPresent();
    boolean each = undoing || kept.flight().isEmpty();
    List<Act.Result> results = new ArrayList<>();
    for (Act act : Acts.of(kept, s)) {
      recorded.check(act);
      Act.Result result = new Act.Result(act, write(act, kept, s));
      results.add(result);
      if (!each && Outcomes.problem(List.of(result)).isPresent()) {
        break;
      }
    }
    return results;
  }

  private ActOutcome write(Act act, ApplyMemory kept, Situation s) {
    Actuator.Provenance by = provenance(kept, s);
    if (act instanceof Act.Resize resize) {
      return actuator.resize(s.ref(), resize.pod(), resize.steps(), by);
    }
    if (act instanceof Act.Template template) {
      return actuator.template(s.ref(), template.steps(), s.settings().takeOverFrom(), by);
    }
    return actuator.target(s.ref(), ((Act.Target) act).step(), false, by);
  }

  private static Actuator.Provenance provenance(ApplyMemory memory, Situation s) {
    String id = memory.flight().map(Flight::id).orElse("");
    String reason =
        memory
            .flight()
            .map(f -> f.cause().map(Cause::message).orElseGet(() -> StepsText.of(f.steps())))
            .orElse("New pods get the sizes in force");
    return new Actuator.Provenance(
        s.order().policy().toString(),
        s.goal().map(Goal::recommendation).orElse(s.ref().name()),
        s.goal().map(Goal::version).orElse(id),
        reason);
  }

  /** What the pass has to say. */
  private static final class Report {
    private final Map<WorkloadRef, ApplyMemory> memories = new LinkedHashMap<>();
    private final List<ApplyEvent> events = new ArrayList<>();
    private final Map<WorkloadRef, RuntimeException> faults = new LinkedHashMap<>();
    private Optional<Instant> look = Optional.empty();

    Report(ApplyOrder order) {
      order.workloads().forEach(w -> memories.put(w.ref(), w.memory()));
    }

    void memory(WorkloadRef ref, ApplyMemory before, ApplyMemory after) {
      memories.put(ref, after);
      events.addAll(Events.between(ref, before, after));
    }

    void look(Optional<Instant> at) {
      look = at.filter(t -> look.filter(t::isAfter).isEmpty()).or(() -> look);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.apply.LiveUsage.Answer;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.ApplySettings.AbortRule;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.Goal;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells how a workload is since a change of it began. */
final class HealthCheck {
  /** How long a pod that was there before may be not ready. */
  static final Duration UNREADY = Duration.ofMinutes(2);

  /** How long a new pod may take to become ready. */
  static final Duration STARTS = Duration.ofMinutes(10);

  /** How long a pod of a roll-out may wait for a node, which one may have to be added for. */
  static final Duration PENDING = Duration.ofMinutes(5);

  private final Flight flight;
  private final WorkloadFacts facts;
  private final Instant now;
  private final List<String> doubts = new ArrayList<>();

  private HealthCheck(Flight flight, WorkloadFacts facts, Instant now) {
    this.flight = flight;
    this.facts = facts;
    this.now = now;
  }

  /** Judges a change that is under way and not on its way back. */
  static Health of(Flight flight, Situation s) {
    return new HealthCheck(flight, s.facts(), s.now()).check(s.goal(), s.answers());
  }

  private Health check(Optional<Goal> goal, Map<AbortRule, Answer> answers) {
    Optional<Cause> bad =
        Stream.<Optional<Cause>>of(pods(), rollout(), throttling(goal), conditions(answers))
            .flatMap(Optional::stream)
            .findFirst();
    if (bad.isPresent()) {
      return new Health.Bad(bad.get());
    }
    return doubts.isEmpty() ? new Health.Good() : new Health.Uncertain(doubts.get(0));
  }

  private Optional<Cause> pods() {
    List<LivePod> pods = Pods.staying(facts);
    // Pods of Jobs come and go.
    boolean batch = facts.workload().ref().kind().isBatch();
    int desired = batch ? 0 : facts.rollout().desired();
    if (pods.size() < desired) {
      doubts.add(pods.size() + " of " + desired + " pods exist");
    } else if (pods.isEmpty() && !flight.strategy().changesTemplate()) {
      doubts.add("No pod exists");
    }
    List<Cause> causes = new ArrayList<>();
    for (LivePod pod : pods) {
      boolean changed = pod.asks(flight.steps());
      if (changed) {
        ended(pod).ifPresent(causes::add);
      }
      waiting(pod, changed).ifPresent(causes::add);
    }
    return causes.stream().findFirst();
  }

  private Optional<Cause> ended(LivePod pod) {
    return pod.containers().stream().flatMap(c -> ended(pod, c).stream()).findFirst();
  }

  private Optional<Cause> ended(LivePod pod, LivePod.LiveContainer container) {
    String what = "Container " + container.name() + " of pod " + pod.name();
    // The kubelet reports whole seconds.
    Optional<LivePod.Ended> end = container.last().filter(e -> !e.at().isBefore(flight.began()));
    if (end.filter(e -> e.reason().equals(LivePod.Ended.OOM_KILLED)).isPresent()) {
      return Optional.of(
          new Cause(
              Reason.CONTAINER_OOM_KILLED,
              what
                  + " was OOM killed at "
                  + end.get().at()
                  + container
                      .spec(Resource.MEMORY)
                      .limit()
                      .map(l -> " with a memory limit of " + l.toQuantity())
                      .orElse("")));
    }
    if (container.waiting().filter("CrashLoopBackOff"::equals).isPresent()) {
      return Optional.of(new Cause(Reason.CRASH_LOOP, what + " crashes again and again"));
    }
    boolean restarted =
        end.isPresent()
            || container.last().isEmpty()
                && container.restarts() > 0
                && container.started().filter(t -> t.isAfter(flight.began())).isPresent();
    return restarted && !isExpected(container)
        ? Optional.of(
            new Cause(
                Reason.CONTAINER_RESTARTED,
                what
                    + " was restarted"
                    + end.map(e -> " (" + e.reason() + ", exit code " + e.exitCode() + ")")
                        .orElse("")))
        : Optional.empty();
  }

  /** Whether the change itself restarts it. */
  private boolean isExpected(LivePod.LiveContainer container) {
    return flight.strategy() == ApplyStrategy.IN_PLACE
        && flight.steps().stream()
            .anyMatch(
                s ->
                    s.container().equals(container.name())
                        && container.restartsFor().contains(s.resource()));
  }

  private Optional<Cause> waiting(LivePod pod, boolean changed) {
    if (pod.node().isEmpty()) {
      boolean ours = changed && flight.strategy().changesTemplate();
      if (ours && isOver(pod.created(), PENDING)) {
        return Optional.of(
            new Cause(
                Reason.PODS_PENDING,
                "Pod " + pod.name() + " finds no node since " + pod.created()));
      }
      doubts.add("Pod " + pod.name() + " has no node yet");
      return Optional.empty();
    }
    if (pod.ready()) {
      return Optional.empty();
    }
    Duration most = pod.created().isBefore(flight.began()) ? UNREADY : STARTS;
    Instant since = pod.readySince().filter(pod.created()::isBefore).orElse(pod.created());
    if (changed && pod.readySince().isPresent() && isOver(since, most)) {
      return Optional.of(
          new Cause(Reason.PODS_NOT_READY, "Pod " + pod.name() + " is not ready since " + since));
    }
    doubts.add("Pod " + pod.name() + " is not ready");
    return Optional.empty();
  }

  private boolean isOver(Instant since, Duration most) {
    return !now.isBefore(since.plus(most));
  }

  private Optional<Cause> rollout() {
    if (!facts.rollout().stuck()) {
      return Optional.empty();
    }
    if (flight.strategy().changesTemplate()) {
      return Optional.of(
          new Cause(
              Reason.ROLLOUT_STUCK,
              "The roll-out does not progress: "
                  + facts.rollout().ready()
                  + " of "
                  + facts.rollout().desired()
                  + " pods are ready"));
    }
    doubts.add("The workload's own roll-out does not progress");
    return Optional.empty();
  }

  /** A step down begins only where nothing is throttled, so what is throttled now is new. */
  private Optional<Cause> throttling(Optional<Goal> goal) {
    return goal.stream()
        .flatMap(g -> g.throttled().stream())
        .filter(this::lowersCpu)
        .findFirst()
        .map(
            c ->
                new Cause(
                    Reason.THROTTLED_AFTER_CHANGE,
                    "Container " + c + " is throttled with its lower CPU"));
  }

  private boolean lowersCpu(String container) {
    return flight.steps().stream()
        .filter(s -> s.container().equals(container) && s.resource() == Resource.CPU)
        .anyMatch(SizeStep::isDown);
  }

  private Optional<Cause> conditions(Map<AbortRule, Answer> answers) {
    Optional<Cause> broken = Optional.empty();
    for (Map.Entry<AbortRule, Answer> answer : answers.entrySet()) {
      String name = answer.getKey().name();
      if (answer.getValue() instanceof Answer.Unknown unknown) {
        doubts.add("Condition " + name + " has no value: " + unknown.why());
      } else if (answer.getValue() instanceof Answer.Measured measured
          && measured.broken()
          && broken.isEmpty()) {
        broken =
            Optional.of(
                new Cause(
                    Reason.ABORT_CONDITION,
                    "Condition "
                        + name
                        + " is at "
                        + measured.greatest()
                        + ", over "
                        + answer.getKey().above()));
      }
    }
    return broken;
  }
}

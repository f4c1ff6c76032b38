// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.apply.Actuator;
import dev.rightsizing.apply.ApplyOrder;
import dev.rightsizing.apply.ApplyOrder.WorkloadOrder;
import dev.rightsizing.apply.ApplyPass;
import dev.rightsizing.apply.ApplyResult;
import dev.rightsizing.apply.LiveUsage;
import dev.rightsizing.guard.Guards;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.notice.NoticePublisher;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.apply.ApplyInputs.Gathered;
import dev.rightsizing.reconcile.steps.StopSwitch;
import dev.rightsizing.workload.WorkloadException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * One pass over the changes of a policy's workloads, in a straight line: gather, ask what is used
 * now, have the room {@code apply} do its part, publish. All that a later pass needs is in the
 * status of the Recommendations.
 *
 * <p>Passes of several policies gather side by side, but decide one after the other, so that no two
 * of them take the last place among the changes that may be under way at once.
 */
public final class ApplyCycle {
  private final ReentrantLock deciding = new ReentrantLock(true);
  private final PassPorts ports = new PassPorts();
  private final ApplyPass pass;
  private final Parts parts;
  private final ApplyInputs inputs;
  private final ApplyNotices notices;
  private final ApplyReporter reporter;
  private final Clock clock;

  public ApplyCycle(Parts parts, ApplyReporter reporter, Clock clock) {
    this.parts = parts;
    this.pass = new ApplyPass(parts.guards(), parts.actuator(), ports, ports, clock);
    this.inputs = new ApplyInputs(parts.cluster());
    this.notices = new ApplyNotices(parts.publisher());
    this.reporter = reporter;
    this.clock = clock;
  }

  /**
   * The parts that a pass calls, in order.
   *
   * @param enabled whether the operator may change workloads at all
   */
  public record Parts(
      boolean enabled,
      StopSwitch stop,
      ApplyInputs.Cluster cluster,
      UsageReader usage,
      Guards guards,
      Actuator actuator,
      ApplyStore store,
      Flights flights,
      PodWatch pods,
      NoticePublisher publisher) {}

  /**
   * How a pass ended.
   *
   * @param memories of the workloads, also of those that were left out
   * @param left workloads that had to be left out of it
   * @param failed why there was no pass; empty where there was
   * @param stopped why nothing is written; empty where it is
   * @param lookAgain when the next pass has something to do at the latest
   */
  record Outcome(
      Map<WorkloadRef, ApplyMemory> memories,
      Set<WorkloadRef> left,
      Optional<Failure> failed,
      Optional<String> stopped,
      Optional<Instant> lookAgain) {

    /** Whether any change is under way, or may be. */
    boolean isInFlight() {
      return failed.isPresent()
          || memories.values().stream().anyMatch(ApplyMemory::isInFlight)
          || !left.isEmpty();
    }
  }

  /** Why there was no pass. */
  record Failure(Reason reason, String message) {}

  /** Runs once. */
  Outcome run(Assignment assignment) {
    Instant start = clock.instant();
    try {
      Outcome outcome = pass(assignment, inputs.gather(assignment, start), start);
      reporter.passed(assignment.id(), Duration.between(start, clock.instant()));
      return outcome;
    } catch (WorkloadException e) {
      return failed(assignment.id(), e.reason(), e.getMessage());
    } catch (KubernetesClientException e) {
      return failed(assignment.id(), Reason.KUBERNETES_UNREACHABLE, e.getMessage());
    }
  }

  private Outcome failed(Policy.Id policy, Reason reason, String message) {
    reporter.failed(policy, reason, message);
    return new Outcome(
        Map.of(),
        Set.of(),
        Optional.of(new Failure(reason, message)),
        Optional.empty(),
        Optional.empty());
  }

  private Outcome pass(Assignment assignment, Gathered gathered, Instant now) {
    Policy.Id id = assignment.id();
    gathered.left().forEach((ref, why) -> reporter.unkept(id, ref, why));
    Optional<String> stopped = parts.stop().stop().map(StopSwitch.Stop::message);
    LiveUsage usage = usage(assignment, gathered, now);
    ApplyResult result;
    deciding.lock();
    try {
      result = decide(assignment, gathered, stopped, usage);
    } finally {
      deciding.unlock();
    }
    result.faults().values().forEach(fault -> reporter.fault(id, fault));
    result.events().forEach(event -> reporter.happened(id, event));
    notices.publish(
        id,
        result.events(),
        gathered.objects(),
        gathered.byRef(),
        result.memories(),
        clock.instant());
    Map<WorkloadRef, ApplyMemory> memories = new HashMap<>(gathered.untouched());
    memories.putAll(result.memories());
    parts.pods().passed(id, memories);
    return new Outcome(
        memories, gathered.left().keySet(), Optional.empty(), stopped, result.lookAgain());
  }

  private ApplyResult decide(
      Assignment assignment, Gathered gathered, Optional<String> stopped, LiveUsage usage) {
    Policy.Id id = assignment.id();
    ApplyOrder order =
        new ApplyOrder(
            new PolicyRef(id.namespace(), id.name()),
            assignment.settings(),
            assignment.autoscaler(),
            assignment.interrupted(),
            new ApplyOrder.Stop(parts.enabled(), stopped),
            parts.flights().others(id),
            assignment.lastEvaluation(),
            assignment.interval(),
            gathered.orders());
    ports.begin(
        parts.store().journal(gathered.objects(), (ref, why) -> reporter.unkept(id, ref, why)),
        usage);
    ApplyResult result = pass.run(order);
    parts.flights().passed(id, inFlight(result.memories(), gathered));
    return result;
  }

  /** One that had to be left out may have a change under way, so it counts. */
  private static Set<WorkloadRef> inFlight(
      Map<WorkloadRef, ApplyMemory> memories, Gathered gathered) {
    Set<WorkloadRef> flying =
        memories.entrySet().stream()
            .filter(e -> e.getValue().isInFlight())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    flying.addAll(gathered.left().keySet());
    return flying;
  }

  /** Asks for no more than a pass can need. */
  private LiveUsage usage(Assignment assignment, Gathered gathered, Instant now) {
    if (assignment.source().isEmpty() || gathered.view().isEmpty()) {
      return LiveUsage.NONE;
    }
    List<WorkloadOrder> orders = gathered.orders();
    boolean flying = orders.stream().anyMatch(order -> order.memory().isInFlight());
    return parts
        .usage()
        .read(
            assignment.source().get(),
            gathered.view().get(),
            orders.stream()
                .filter(order -> FallingMemory.mayFall(order, assignment.settings(), now))
                .map(WorkloadOrder::ref)
                .toList(),
            flying ? assignment.settings().abortWhen() : List.of(),
            orders.stream().map(order -> order.ref().namespace()).collect(Collectors.toSet()),
            now);
  }
}

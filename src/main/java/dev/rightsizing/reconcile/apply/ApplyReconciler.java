// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicySpec.Mode;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.recommend.ApplyStatusMapper;
import dev.rightsizing.recommend.ApplyStatusMapper.Summary;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.PolicyReader;
import dev.rightsizing.recommend.TerminalException;
import dev.rightsizing.reconcile.ControllerRuns;
import dev.rightsizing.reconcile.PolicyEvaluation;
import dev.rightsizing.reconcile.PolicyLookup;
import dev.rightsizing.reconcile.PolicyReconciler;
import dev.rightsizing.reconcile.PolicyRuns;
import dev.rightsizing.reconcile.PolicyRuns.Ending;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Has each policy's workloads changed: at an interval while a change is under way, seldom else, and
 * soon after whatever may allow or need a step. All that is done lies in {@link ApplyCycle}; here
 * is when, and what becomes of changes whose policy does not apply any more.
 */
@ControllerConfiguration(
    name = "apply",
    fieldManager = ApplyStore.FIELD_MANAGER,
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = AskedOrChanged.class),
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(
    maxAttempts = -1,
    initialInterval = 1_000,
    intervalMultiplier = 2,
    maxInterval = PolicyReconciler.LONGEST_RETRY_MILLIS)
public class ApplyReconciler implements Reconciler<RightSizingPolicy> {
  /** When a pass looks again whether the policy as it is now is evaluated. */
  private static final Duration EVALUATING = Duration.ofSeconds(2);

  private final PolicyReader reader = new PolicyReader();
  private final ApplyStatusMapper mapper = new ApplyStatusMapper();
  private final Parts parts;
  private final PolicyRuns runs;
  private final Clock clock;

  public ApplyReconciler(Parts parts, ControllerRuns runs, Clock clock) {
    this.parts = parts;
    this.runs = runs.applies();
    this.clock = clock;
  }

  /**
   * What it calls.
   *
   * @param enabled whether the operator may change workloads at all
   */
  public record Parts(
      boolean enabled,
      ApplyCycle cycle,
      ApplyStore store,
      ApplySchedule schedule,
      ApplyRequests requests,
      ApplyReporter reporter,
      LastPolicies last,
      PodWatch pods,
      Flights flights,
      PolicyLookup policies) {}

  @Override
  public List<EventSource<?, RightSizingPolicy>> prepareEventSources(
      EventSourceContext<RightSizingPolicy> context) {
    return List.of(parts.requests().events());
  }

  /** How a run ended, and the time until the next one. */
  private record Result(Ending ending, Duration next) {
    private static final Result PAUSED = new Result(Ending.PAUSED, Duration.ZERO);
  }

  @Override
  public UpdateControl<RightSizingPolicy> reconcile(
      RightSizingPolicy policy, Context<RightSizingPolicy> context) {
    Policy.Id id = PolicyEvaluation.id(policy);
    if (!applies(policy) && !hasApplied(policy) && !tookOver(id)) {
      return UpdateControl.noUpdate();
    }
    if (!runs.tryBegin(id)) {
      return after(PolicyReconciler.AFTER_ANOTHER);
    }
    Result result =
        new Result(Ending.FAILED, Duration.ofMillis(PolicyReconciler.LONGEST_RETRY_MILLIS));
    try {
      result = guarded(id);
    } catch (Error e) {
      // The SDK tries again after an exception alone; after an error it would never run this again.
      throw new IllegalStateException("the pass of policy " + id + " ended with " + e, e);
    } finally {
      runs.end(id, result.ending(), result.next());
    }
    return result.ending() == Ending.PAUSED ? UpdateControl.noUpdate() : after(result.next());
  }

  /** Whether it has a workload now that another policy was changing. */
  private boolean tookOver(Policy.Id policy) {
    return parts.enabled() && parts.flights().has(policy);
  }

  private static UpdateControl<RightSizingPolicy> after(Duration wait) {
    return UpdateControl.<RightSizingPolicy>noUpdate().rescheduleAfter(wait);
  }

  private Result guarded(Policy.Id id) {
    Duration wait = parts.schedule().wait(id);
    if (!wait.isZero()) {
      return new Result(Ending.IDLE, wait);
    }
    parts.schedule().begins(id);
    try {
      return run(id);
    } catch (KubernetesClientException e) {
      parts.reporter().problem(id, String.valueOf(e.getMessage()));
      return failed();
    } catch (RuntimeException e) {
      parts.reporter().fault(id, e);
      return failed();
    }
  }

  private Result failed() {
    return new Result(Ending.FAILED, parts.schedule().next(true, Optional.empty()));
  }

  private Result run(Policy.Id id) {
    // Its status is read before it is compared, so a copy that is kept by a watch is too old.
    Optional<RightSizingPolicy> found = parts.policies().named(id);
    if (found.isEmpty()) {
      return new Result(Ending.GONE, PolicyReconciler.AFTER_ANOTHER);
    }
    RightSizingPolicy object = found.get();
    Optional<Policy> policy = read(object, id);
    Optional<String> interrupted = interruption(object, policy);
    if (!parts.enabled()) {
      return disabled(object, interrupted.isPresent());
    }
    return interrupted
        .map(why -> land(object, policy.or(() -> parts.last().get(id)), why))
        .orElseGet(() -> apply(object, policy.orElseThrow()));
  }

  private Optional<Policy> read(RightSizingPolicy object, Policy.Id id) {
    try {
      Policy policy = reader.read(object);
      parts.last().put(policy);
      return Optional.of(policy);
    } catch (TerminalException e) {
      // Its Ready condition says so; what was valid of it before still counts.
      return parts.last().get(id);
    }
  }

  private static Optional<String> interruption(RightSizingPolicy object, Optional<Policy> policy) {
    String which = "policy " + PolicyEvaluation.id(object);
    if (object.getMetadata().getDeletionTimestamp() != null) {
      return Optional.of(which + " is being deleted");
    }
    if (Boolean.TRUE.equals(object.getSpec().getSuspend())) {
      return Optional.of(which + " is suspended");
    }
    if (!applies(object)) {
      return Optional.of(which + " is no longer of mode Apply");
    }
    if (policy.filter(p -> p.apply().isPresent()).isEmpty()) {
      return Optional.of(which + " is not valid; its condition Ready names the field");
    }
    return Optional.empty();
  }

  private Result disabled(RightSizingPolicy object, boolean interrupted) {
    if (interrupted) {
      parts.store().clear(object);
    } else {
      write(object, PolicySummary.disabled());
    }
    return Result.PAUSED;
  }

  private Result apply(RightSizingPolicy object, Policy policy) {
    if (!hasApplied(object)) {
      // So that changes are looked after even if the mode changes right after they began.
      write(object, PolicySummary.begins());
    }
    Assignment assignment = Assignment.of(object, policy);
    ApplyCycle.Outcome outcome = parts.cycle().run(assignment);
    write(object, PolicySummary.of(outcome));
    parts
        .reporter()
        .states(
            policy.id(),
            PolicySummary.states(outcome.memories().values()),
            outcome.memories().values());
    Duration next = parts.schedule().next(outcome.isInFlight(), outcome.lookAgain());
    return new Result(
        outcome.failed().isPresent() ? Ending.FAILED : Ending.GOOD,
        assignment.current() || next.compareTo(EVALUATING) < 0 ? next : EVALUATING);
  }

  /** Finishes or undoes what is under way; the policy's part goes away at the end. */
  private Result land(RightSizingPolicy object, Optional<Policy> policy, String why) {
    Policy.Id id = PolicyEvaluation.id(object);
    ApplyCycle.Outcome outcome =
        parts.cycle().run(Assignment.interrupted(id, Optional.of(object), policy, why));
    if (outcome.isInFlight()) {
      write(object, PolicySummary.of(outcome));
      return new Result(
          outcome.failed().isPresent() ? Ending.FAILED : Ending.GOOD,
          parts.schedule().next(true, outcome.lookAgain()));
    }
    parts.store().clear(object);
    free(id);
    return Result.PAUSED;
  }

  private void write(RightSizingPolicy object, Summary summary) {
    Long generation = object.getMetadata().getGeneration();
    RightSizingPolicyStatus before = object.getStatus();
    RightSizingPolicyStatus status =
        mapper.policy(summary, before, generation == null ? 0 : generation, clock.instant());
    parts.store().policy(object, status);
  }

  /** Whether a policy applies its changes. */
  static boolean applies(RightSizingPolicy policy) {
    return policy.getSpec() != null && policy.getSpec().getMode() == Mode.Apply;
  }

  /** Whether a policy has anything of earlier passes in its status. */
  static boolean hasApplied(RightSizingPolicy policy) {
    return policy.getStatus() != null && policy.getStatus().getApply() != null;
  }

  private void free(Policy.Id policy) {
    parts.pods().forget(policy);
    parts.flights().forget(policy);
    parts.schedule().forget(policy);
    parts.reporter().forget(policy);
  }

  /** A policy is gone; what is under way is finished or undone before its memory is deleted. */
  public void forget(Policy.Id policy) {
    free(policy);
  }
}

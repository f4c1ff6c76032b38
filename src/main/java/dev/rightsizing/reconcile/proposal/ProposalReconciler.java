// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.PolicyReader;
import dev.rightsizing.recommend.TerminalException;
import dev.rightsizing.reconcile.ControllerRuns;
import dev.rightsizing.reconcile.PolicyEvaluation;
import dev.rightsizing.reconcile.PolicyLookup;
import dev.rightsizing.reconcile.PolicyReconciler;
import dev.rightsizing.reconcile.PolicyRuns;
import dev.rightsizing.reconcile.PolicyRuns.Ending;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Has each policy's proposals brought up to date: soon after an evaluation or a decision, and at an
 * interval, to see what people did to a request. All that is done lies in {@link ProposalCycle};
 * here is when, how many at a time, and what a failure means.
 */
@ControllerConfiguration(
    name = "proposal",
    fieldManager = ProposalStore.FIELD_MANAGER,
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 30, timeUnit = TimeUnit.MINUTES))
@GradualRetry(
    maxAttempts = -1,
    initialInterval = 1_000,
    intervalMultiplier = 2,
    maxInterval = PolicyReconciler.LONGEST_RETRY_MILLIS)
public class ProposalReconciler implements Reconciler<RightSizingPolicy> {
  /** When a run asks again whether one of the others has ended. */
  private static final Duration FULL = Duration.ofSeconds(2);

  private final PolicyReader reader = new PolicyReader();
  private final ProposalCycle cycle;
  private final Withdrawals withdrawals;
  private final ProposalRequests requests;
  private final ProposalReporter reporter;
  private final PolicyLookup policies;
  private final PolicyRuns runs;
  private final ProposalSchedule schedule;
  private final Semaphore permits;

  public ProposalReconciler(
      ProposalCycle cycle,
      Withdrawals withdrawals,
      ProposalRequests requests,
      ProposalReporter reporter,
      PolicyLookup policies,
      ControllerRuns runs,
      ProposalSchedule schedule) {
    this.cycle = cycle;
    this.withdrawals = withdrawals;
    this.requests = requests;
    this.reporter = reporter;
    this.policies = policies;
    this.runs = runs.proposals();
    this.schedule = schedule;
    this.permits = new Semaphore(schedule.concurrency());
  }

  @Override
  public List<EventSource<?, RightSizingPolicy>> prepareEventSources(
      EventSourceContext<RightSizingPolicy> context) {
    return List.of(requests.events());
  }

  /** How a run ended, and the time until the next one. */
  private record Result(Ending ending, Duration next) {
    private static final Result PAUSED = new Result(Ending.PAUSED, Duration.ZERO);
  }

  @Override
  public UpdateControl<RightSizingPolicy> reconcile(
      RightSizingPolicy policy, Context<RightSizingPolicy> context) {
    Policy.Id id = PolicyEvaluation.id(policy);
    if (!ProposalCycle.proposes(policy) && !ProposalCycle.hasProposed(policy)) {
      return UpdateControl.noUpdate();
    }
    if (!runs.tryBegin(id)) {
      return after(PolicyReconciler.AFTER_ANOTHER);
    }
    Result result =
        new Result(Ending.FAILED, Duration.ofMillis(PolicyReconciler.LONGEST_RETRY_MILLIS));
    try {
      result = bounded(id);
    } catch (Error e) {
      // The SDK tries again after an exception alone; after an error it would never run this again.
      throw new IllegalStateException("the pass of policy " + id + " ended with " + e, e);
    } finally {
      runs.end(id, result.ending(), result.next());
    }
    return result.ending() == Ending.PAUSED ? UpdateControl.noUpdate() : after(result.next());
  }

  private static UpdateControl<RightSizingPolicy> after(Duration wait) {
    return UpdateControl.<RightSizingPolicy>noUpdate().rescheduleAfter(wait);
  }

  /** A few at a time: threads that wait for a slow Git server are no others' threads. */
  private Result bounded(Policy.Id id) {
    if (!permits.tryAcquire()) {
      return new Result(Ending.IDLE, FULL);
    }
    try {
      return run(id);
    } finally {
      permits.release();
    }
  }

  private Result run(Policy.Id id) {
    // Its status is read before it is compared, so a copy that is kept by a watch is too old.
    Optional<RightSizingPolicy> found = policies.named(id);
    if (found.isEmpty() || found.get().getMetadata().getDeletionTimestamp() != null) {
      return new Result(Ending.GONE, PolicyReconciler.AFTER_ANOTHER);
    }
    RightSizingPolicy object = found.get();
    if (Boolean.TRUE.equals(object.getSpec().getSuspend())) {
      return Result.PAUSED;
    }
    Optional<GitSettings> settings;
    Policy policy;
    try {
      policy = reader.read(object);
      settings = policy.git();
    } catch (TerminalException e) {
      // Its Ready condition says so, and what is proposed stays until it can be read again.
      return Result.PAUSED;
    }
    if (!ProposalCycle.proposes(object)) {
      withdrawals.stopped(object, settings);
      schedule.forget(id);
      return Result.PAUSED;
    }
    Duration wait = schedule.wait(object);
    if (!wait.isZero()) {
      return new Result(Ending.IDLE, wait);
    }
    withdrawals.remember(object, settings.orElseThrow());
    try {
      ProposalCycle.Outcome outcome = cycle.run(object, policy);
      policies.named(id).ifPresent(now -> withdrawals.remember(now, policy.git().orElseThrow()));
      return new Result(
          outcome.blocked() ? Ending.FAILED : Ending.GOOD, schedule.next(object, outcome));
    } catch (RuntimeException | Error e) {
      reporter.fault(id, e);
      return new Result(
          Ending.FAILED, schedule.next(object, new ProposalCycle.Outcome(true, Optional.empty())));
    }
  }

  /** A policy is gone: its requests are taken back, as far as that can be done. */
  public void forget(Policy.Id policy) {
    schedule.forget(policy);
    reporter.forget(policy);
    withdrawals.deleted(policy);
  }
}

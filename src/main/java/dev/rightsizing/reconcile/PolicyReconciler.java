// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.PolicyRuns.Ending;
import dev.rightsizing.reconcile.apply.ApplyRequests;
import dev.rightsizing.reconcile.proposal.ProposalRequests;
import dev.rightsizing.reconcile.risk.RiskRequests;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Has each policy evaluated when it is due. All that is done lies in {@link PolicyEvaluation}; here
 * is when. A status that the API server refuses is kept and written again, without an end, and
 * without evaluating anew for it.
 */
@ControllerConfiguration(
    name = "policy",
    fieldManager = RecommendationStore.FIELD_MANAGER,
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(
    maxAttempts = -1,
    initialInterval = 1_000,
    intervalMultiplier = 2,
    maxInterval = PolicyReconciler.LONGEST_RETRY_MILLIS)
public class PolicyReconciler implements Reconciler<RightSizingPolicy> {
  /** The pause between two tries grows up to this. */
  public static final long LONGEST_RETRY_MILLIS = 60_000;

  /** When a run asks again whether another one of the same policy has ended. */
  public static final Duration AFTER_ANOTHER = Duration.ofSeconds(1);

  /** A timer that is lost costs no more than this, however long the interval is. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Map<Policy.Id, Unwritten> unwritten = new ConcurrentHashMap<>();
  private final PolicyEvaluation evaluation;
  private final ControllerRuns runs;
  private final RiskRequests risk;
  private final ProposalRequests proposals;
  private final ApplyRequests applies;

  public PolicyReconciler(
      PolicyEvaluation evaluation,
      ControllerRuns runs,
      RiskRequests risk,
      ProposalRequests proposals,
      ApplyRequests applies) {
    this.proposals = proposals;
    this.applies = applies;
    this.evaluation = evaluation;
    this.runs = runs;
    this.risk = risk;
  }

  /**
   * A status that is on its way.
   *
   * @param next when the policy is due again
   */
  private record Unwritten(RightSizingPolicy policy, RightSizingPolicyStatus status, Instant next) {
    boolean isOf(RightSizingPolicy other) {
      return Objects.equals(policy.getMetadata().getUid(), other.getMetadata().getUid())
          && Objects.equals(
              policy.getMetadata().getGeneration(), other.getMetadata().getGeneration());
    }
  }

  @Override
  public UpdateControl<RightSizingPolicy> reconcile(
      RightSizingPolicy policy, Context<RightSizingPolicy> context) {
    Policy.Id id = PolicyEvaluation.id(policy);
    if (!runs.evaluations().tryBegin(id)) {
      return UpdateControl.<RightSizingPolicy>noUpdate().rescheduleAfter(AFTER_ANOTHER);
    }
    Ending ending = Ending.FAILED;
    Duration next = Duration.ofMillis(LONGEST_RETRY_MILLIS);
    try {
      Optional<Unwritten> kept = kept(id, policy, context);
      if (kept.isPresent()) {
        ending = Ending.IDLE;
        next = wait(evaluation.until(kept.get().next()));
        return UpdateControl.patchStatus(bare(policy, kept.get().status())).rescheduleAfter(next);
      }
      Duration due = evaluation.due(policy);
      if (!due.isZero()) {
        ending = Ending.IDLE;
        next = wait(due);
        return UpdateControl.<RightSizingPolicy>noUpdate().rescheduleAfter(next);
      }
      PolicyEvaluation.Result result =
          evaluation.run(policy, context.getPrimaryCache().list().toList());
      if (result.status().isEmpty()) {
        ending = Ending.GONE;
        // Else the SDK would cancel the timer of a policy that was made anew under its name.
        return UpdateControl.<RightSizingPolicy>noUpdate().rescheduleAfter(AFTER_ANOTHER);
      }
      ending = result.good() ? Ending.GOOD : Ending.FAILED;
      next = wait(result.next());
      unwritten.put(id, new Unwritten(policy, result.status().get(), evaluation.in(result.next())));
      risk.soon(id);
      proposals.soon(id);
      applies.soon(id);
      return UpdateControl.patchStatus(bare(policy, result.status().get())).rescheduleAfter(next);
    } catch (Error e) {
      // The SDK tries again after an exception alone; after an error it would never run this again.
      throw new IllegalStateException("the evaluation of policy " + id + " ended with " + e, e);
    } finally {
      runs.evaluations().end(id, ending, next);
    }
  }

  /** The status that could not be written at the last try, unless the policy is due again. */
  private Optional<Unwritten> kept(
      Policy.Id id, RightSizingPolicy policy, Context<RightSizingPolicy> context) {
    Unwritten kept = unwritten.remove(id);
    if (kept != null && context.getRetryInfo().isEmpty()) {
      evaluation.statusWritten(policy);
    }
    if (kept == null
        || context.getRetryInfo().isEmpty()
        || !kept.isOf(policy)
        || evaluation.until(kept.next()).isZero()) {
      return Optional.empty();
    }
    unwritten.put(id, kept);
    return Optional.of(kept);
  }

  /**
   * The SDK tries again after each of these. A status that was refused stays for the next try;
   * after an error of our own the policy says so.
   */
  @Override
  public ErrorStatusUpdateControl<RightSizingPolicy> updateErrorStatus(
      RightSizingPolicy policy, Context<RightSizingPolicy> context, Exception e) {
    Unwritten kept = unwritten.get(PolicyEvaluation.id(policy));
    if (kept != null && kept.isOf(policy)) {
      evaluation.statusRefused(policy, e);
      return ErrorStatusUpdateControl.noStatusUpdate();
    }
    return ErrorStatusUpdateControl.patchStatus(bare(policy, evaluation.fault(policy, e)));
  }

  /** A policy is gone. */
  public void forget(Policy.Id policy) {
    unwritten.remove(policy);
  }

  private static Duration wait(Duration next) {
    return next.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : next;
  }

  /**
   * A bare object, because server-side apply owns what it sends. With the uid, so that the status
   * of a policy that is gone is never written on one that was made anew under its name.
   */
  private static RightSizingPolicy bare(RightSizingPolicy policy, RightSizingPolicyStatus status) {
    RightSizingPolicy update = new RightSizingPolicy();
    update.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(policy.getMetadata().getNamespace())
            .withName(policy.getMetadata().getName())
            .withUid(policy.getMetadata().getUid())
            .build());
    update.setSpec(null);
    update.setStatus(status);
    return update;
  }
}

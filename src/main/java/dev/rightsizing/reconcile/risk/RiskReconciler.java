// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.PolicyReader;
import dev.rightsizing.recommend.TerminalException;
import dev.rightsizing.reconcile.ControllerRuns;
import dev.rightsizing.reconcile.PolicyEvaluation;
import dev.rightsizing.reconcile.PolicyLookup;
import dev.rightsizing.reconcile.PolicyReconciler;
import dev.rightsizing.reconcile.PolicyRuns;
import dev.rightsizing.reconcile.PolicyRuns.Ending;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.workload.WorkloadException;
import io.fabric8.kubernetes.client.KubernetesClientException;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Has the risk of each policy's workloads evaluated at the policy's risk interval, apart from its
 * evaluations, so that neither waits for the other. All that is done lies in {@link
 * RiskEvaluation}; here is when, and what a failure means.
 */
@ControllerConfiguration(
    name = "risk",
    fieldManager = RecommendationStore.FIELD_MANAGER,
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(
    maxAttempts = -1,
    initialInterval = 1_000,
    intervalMultiplier = 2,
    maxInterval = PolicyReconciler.LONGEST_RETRY_MILLIS)
public class RiskReconciler implements Reconciler<RightSizingPolicy> {
  /** What an evaluation has just written comes back by a watch. */
  private static final Duration SEEN_AFTER = Duration.ofSeconds(1);

  private final Map<Policy.Id, Policy> valid = new ConcurrentHashMap<>();
  private final PolicyReader reader = new PolicyReader();
  private final RiskEvaluation evaluation;
  private final RiskRequests requests;
  private final RiskReporter reporter;
  private final PolicyLookup policies;
  private final PolicyRuns runs;

  public RiskReconciler(
      RiskEvaluation evaluation,
      RiskRequests requests,
      RiskReporter reporter,
      PolicyLookup policies,
      ControllerRuns runs) {
    this.evaluation = evaluation;
    this.requests = requests;
    this.reporter = reporter;
    this.policies = policies;
    this.runs = runs.risks();
  }

  @Override
  public List<EventSource<?, RightSizingPolicy>> prepareEventSources(
      EventSourceContext<RightSizingPolicy> context) {
    return List.of(requests.events());
  }

  /** How a run ended, and the time until the next one. */
  private record Result(Ending ending, Duration next) {}

  @Override
  public UpdateControl<RightSizingPolicy> reconcile(
      RightSizingPolicy policy, Context<RightSizingPolicy> context) throws WorkloadException {
    Policy.Id id = PolicyEvaluation.id(policy);
    if (!runs.tryBegin(id)) {
      return UpdateControl.<RightSizingPolicy>noUpdate()
          .rescheduleAfter(PolicyReconciler.AFTER_ANOTHER);
    }
    Result result =
        new Result(Ending.FAILED, Duration.ofMillis(PolicyReconciler.LONGEST_RETRY_MILLIS));
    try {
      result = run(policy, id);
    } finally {
      runs.end(id, result.ending(), result.next());
    }
    return result.ending() == Ending.PAUSED
        ? UpdateControl.noUpdate()
        : UpdateControl.<RightSizingPolicy>noUpdate().rescheduleAfter(result.next());
  }

  /**
   * @throws WorkloadException when the API server is away: the SDK tries again, sooner than after
   *     an interval
   */
  private Result run(RightSizingPolicy object, Policy.Id id) throws WorkloadException {
    if (requests.take(id)) {
      return new Result(Ending.IDLE, SEEN_AFTER);
    }
    Policy policy;
    try {
      policy = reader.read(object);
      valid.put(id, policy);
    } catch (TerminalException e) {
      // Its Ready condition says so; what was valid of it before is monitored on.
      policy = valid.get(id);
    }
    if (policy == null) {
      return new Result(Ending.PAUSED, Duration.ZERO);
    }
    boolean suspended = Boolean.TRUE.equals(object.getSpec().getSuspend());
    Ending ending = suspended ? Ending.PAUSED : Ending.GOOD;
    try {
      attempt(policy, suspended);
      reporter.good(id);
    } catch (WorkloadException e) {
      reporter.failed(id, e);
      if (RiskReporter.isUnreachable(e.reason())) {
        throw e;
      }
      ending = Ending.FAILED;
    } catch (RuntimeException | Error e) {
      reporter.fault(id, e);
      ending = Ending.FAILED;
    }
    if (!policies.isCurrent(object)) {
      forget(id);
      // One made anew meanwhile under its name is evaluated soon.
      return new Result(Ending.GONE, PolicyReconciler.AFTER_ANOTHER);
    }
    return new Result(ending, policy.risk().interval());
  }

  private void attempt(Policy policy, boolean suspended) throws WorkloadException {
    try {
      if (suspended) {
        evaluation.stop(policy.id());
      } else {
        evaluation.run(policy);
      }
    } catch (KubernetesClientException e) {
      throw RiskReporter.unreachable(e);
    }
  }

  /** A policy is gone. */
  public void forget(Policy.Id policy) {
    valid.remove(policy);
    requests.take(policy);
    reporter.forget(policy);
  }
}

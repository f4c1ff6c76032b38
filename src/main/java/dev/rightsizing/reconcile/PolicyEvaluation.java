// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.evaluate.Evaluator;
import dev.rightsizing.evaluate.Progress;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Reason;
import dev.rightsizing.recommend.Conditions;
import dev.rightsizing.recommend.InvalidPolicyException;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.PolicyReader;
import dev.rightsizing.recommend.PolicyStatusMapper;
import dev.rightsizing.reconcile.steps.ModeGuard;
import dev.rightsizing.reconcile.steps.RecommendationWriter;
import dev.rightsizing.reconcile.steps.TerminalException;
import dev.rightsizing.reconcile.steps.UsageSourceResolver;
import dev.rightsizing.reconcile.steps.WorkloadSelector;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.workload.WorkloadException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One evaluation of one policy, in a straight line: accept, select, connect, evaluate, write. Each
 * end is a {@link EvaluationOutcome}, never an exception.
 */
public final class PolicyEvaluation {
  private final PolicyReader reader = new PolicyReader();
  private final ModeGuard acceptance = new ModeGuard();
  private final Steps steps;
  private final EvaluationReporter journal;
  private final ReconcileSettings settings;
  private final Clock clock;

  public PolicyEvaluation(
      Steps steps, EvaluationReporter journal, ReconcileSettings settings, Clock clock) {
    this.steps = steps;
    this.journal = journal;
    this.settings = settings;
    this.clock = clock;
  }

  /** The parts that a cycle calls, in order. */
  public record Steps(
      WorkloadSelector selection,
      UsageSourceResolver connection,
      Evaluator evaluator,
      RecommendationWriter writer,
      PolicyStatusMapper status) {}

  /** What to write on the policy, and when to come back. */
  public record Result(RightSizingPolicyStatus status, Duration next) {}

  /** Time until a policy is due; zero when it is. */
  public Duration due(RightSizingPolicy policy) {
    RightSizingPolicyStatus status = policy.getStatus();
    if (status == null) {
      return Duration.ZERO;
    }
    Long generation = policy.getMetadata().getGeneration();
    boolean changed = generation == null || !generation.equals(status.getObservedGeneration());
    Optional<Instant> last =
        Optional.ofNullable(status.getLastEvaluationTime()).map(Instant::parse);
    return schedule(policy).due(clock.instant(), changed, last, !isReady(status));
  }

  /** Evaluates a policy and writes its Recommendations. */
  public Result run(RightSizingPolicy policy, Collection<RightSizingPolicy> all) {
    Instant start = clock.instant();
    Policy.Id id =
        new Policy.Id(policy.getMetadata().getNamespace(), policy.getMetadata().getName());
    EvaluationOutcome outcome = attempt(policy, all, start);
    RightSizingPolicyStatus status = status(policy, outcome);
    if (!(outcome instanceof EvaluationOutcome.Evaluated) && outcome.reason() != Reason.SUSPENDED) {
      steps.writer().markStale(id, outcome.reason(), outcome.message(), clock.instant());
    }
    journal.ended(id, outcome, Duration.between(start, clock.instant()));
    return new Result(status, schedule(policy).after(outcome));
  }

  private EvaluationOutcome attempt(
      RightSizingPolicy policy, Collection<RightSizingPolicy> all, Instant now) {
    try {
      Policy view = reader.read(policy);
      acceptance.check(policy, view);
      var request = steps.selection().select(view, views(all));
      UsageSource source = steps.connection().connect(view);
      var previous = steps.writer().previous(view.id(), view.settings());
      Evaluation evaluation =
          steps.evaluator().evaluate(request.remembering(previous), source, Progress.NONE);
      var refused = steps.writer().write(view, evaluation, now);
      return new EvaluationOutcome.Evaluated(evaluation.without(refused), source.describe());
    } catch (InvalidPolicyException e) {
      return new EvaluationOutcome.Refused(e.reason(), e.getMessage());
    } catch (TerminalException e) {
      return new EvaluationOutcome.Refused(e.reason(), e.getMessage());
    } catch (UsageException e) {
      return new EvaluationOutcome.Failed(e.reason(), e.getMessage(), true);
    } catch (WorkloadException e) {
      return new EvaluationOutcome.Failed(e.reason(), e.getMessage(), false);
    } catch (RuntimeException e) {
      journal.fault(policy.getMetadata().getNamespace() + "/" + policy.getMetadata().getName(), e);
      return new EvaluationOutcome.Failed(
          Reason.INTERNAL_ERROR, Reason.INTERNAL_ERROR.sentence() + " (" + e + ")", false);
    }
  }

  /** Policies that cannot be read select nothing. */
  private List<Policy> views(Collection<RightSizingPolicy> policies) {
    List<Policy> views = new ArrayList<>();
    for (RightSizingPolicy policy : policies) {
      try {
        views.add(reader.read(policy));
      } catch (InvalidPolicyException e) {
        // Its own cycle says so on the policy itself.
        continue;
      }
    }
    return views;
  }

  private RightSizingPolicyStatus status(RightSizingPolicy policy, EvaluationOutcome outcome) {
    Long generation = policy.getMetadata().getGeneration();
    long observed = generation == null ? 0 : generation;
    Instant now = clock.instant();
    if (outcome instanceof EvaluationOutcome.Evaluated good) {
      return steps.status().evaluated(good.evaluation(), policy.getStatus(), observed, now);
    }
    boolean ofSource = outcome instanceof EvaluationOutcome.Failed failed && failed.ofSource();
    return steps
        .status()
        .failed(
            new PolicyStatusMapper.Problem(outcome.reason(), outcome.message(), ofSource),
            policy.getStatus(),
            observed,
            now);
  }

  private Schedule schedule(RightSizingPolicy policy) {
    Duration interval = settings.retryInterval();
    try {
      if (policy.getSpec() != null) {
        interval = PrometheusDuration.parse(policy.getSpec().getInterval());
      }
    } catch (IllegalArgumentException e) {
      // The cycle itself refuses such a policy and says why; it is looked at again soon.
      interval = settings.retryInterval();
    }
    return new Schedule(interval, settings.retryInterval());
  }

  private static boolean isReady(RightSizingPolicyStatus status) {
    return status.getConditions() != null
        && status.getConditions().stream()
            .anyMatch(
                c ->
                    c.getType().equals(Conditions.READY) && c.getStatus() == Condition.Status.True);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.evaluate.Evaluator;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Reason;
import dev.rightsizing.recommend.Conditions;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.PolicyReader;
import dev.rightsizing.recommend.PolicyStatusMapper;
import dev.rightsizing.recommend.TerminalException;
import dev.rightsizing.reconcile.steps.ModeGuard;
import dev.rightsizing.reconcile.steps.RecommendationWriter;
import dev.rightsizing.reconcile.steps.UsageSourceResolver;
import dev.rightsizing.reconcile.steps.WorkloadSelector;
import dev.rightsizing.telemetry.trace.Attributes;
import dev.rightsizing.telemetry.trace.Tracing;
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
import java.util.function.Consumer;

/**
 * One evaluation of one policy, in a straight line: accept, select, connect, evaluate, write. Each
 * end is a {@link EvaluationOutcome}, never an exception. A policy that is deleted or replaced
 * meanwhile leaves nothing behind.
 */
public final class PolicyEvaluation {
  private final PolicyReader reader = new PolicyReader();
  private final ModeGuard acceptance = new ModeGuard();
  private final Steps steps;
  private final EvaluationReporter journal;
  private final Existence existence;
  private final ReconcileSettings settings;
  private final Clock clock;
  private final Tracing tracing;

  /** Without traces. */
  public PolicyEvaluation(
      Steps steps,
      EvaluationReporter journal,
      Existence existence,
      ReconcileSettings settings,
      Clock clock) {
    this(steps, journal, existence, settings, clock, Tracing.OFF);
  }

  /**
   * @param tracing each evaluation is a step
   */
  public PolicyEvaluation(
      Steps steps,
      EvaluationReporter journal,
      Existence existence,
      ReconcileSettings settings,
      Clock clock,
      Tracing tracing) {
    this.steps = steps;
    this.journal = journal;
    this.existence = existence;
    this.settings = settings;
    this.clock = clock;
    this.tracing = tracing;
  }

  /**
   * Whether a policy still is, and what to do about one that is gone.
   *
   * @param gone removes whatever was kept or written for a policy, unless it exists anew
   */
  public record Existence(PolicyLookup policies, Consumer<Policy.Id> gone) {}

  /** The parts that an evaluation calls, in order. */
  public record Steps(
      WorkloadSelector selection,
      UsageSourceResolver connection,
      Evaluator evaluator,
      RecommendationWriter writer,
      PolicyStatusMapper status) {}

  /**
   * What to write on the policy, and when to come back.
   *
   * @param status empty when the policy is gone
   * @param good whether everything was evaluated and written
   */
  public record Result(Optional<RightSizingPolicyStatus> status, Duration next, boolean good) {}

  /** Namespace and name of a policy. */
  public static Policy.Id id(RightSizingPolicy policy) {
    return new Policy.Id(policy.getMetadata().getNamespace(), policy.getMetadata().getName());
  }

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

  /** Time until then; zero when that is over. */
  Duration until(Instant then) {
    Duration left = Duration.between(clock.instant(), then);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** So much later than now. */
  Instant in(Duration wait) {
    return clock.instant().plus(wait);
  }

  /** Evaluates a policy and writes its Recommendations. */
  public Result run(RightSizingPolicy policy, Collection<RightSizingPolicy> all) {
    Instant start = clock.instant();
    Policy.Id id = id(policy);
    Optional<EvaluationOutcome> ended = traced(policy, all, start);
    if (ended.isEmpty()) {
      return gone(id);
    }
    EvaluationOutcome outcome = ended.get();
    RightSizingPolicyStatus status = status(policy, outcome);
    boolean good = outcome instanceof EvaluationOutcome.Evaluated;
    if (!good && outcome.reason() != Reason.SUSPENDED) {
      steps.writer().markStale(id, outcome.reason(), outcome.message(), clock.instant());
    }
    journal.ended(id, outcome, Duration.between(start, clock.instant()));
    if (!existence.policies().isCurrent(policy)) {
      // Whoever cleaned up when it was deleted did not see what was written after that.
      return gone(id);
    }
    return new Result(Optional.of(status), schedule(policy).after(outcome), good);
  }

  private Optional<EvaluationOutcome> traced(
      RightSizingPolicy policy, Collection<RightSizingPolicy> all, Instant now) {
    try (Tracing.Step step =
        tracing
            .begin("evaluation")
            .with(Attributes.NAMESPACE, policy.getMetadata().getNamespace())
            .with(Attributes.POLICY, policy.getMetadata().getName())) {
      Optional<EvaluationOutcome> ended = attempt(policy, all, now);
      ended.ifPresent(outcome -> new OutcomeAttributes(outcome).addTo(step));
      return ended;
    }
  }

  private Result gone(Policy.Id policy) {
    existence.gone().accept(policy);
    return new Result(Optional.empty(), Duration.ZERO, false);
  }

  /** The API server refuses to take a policy's status. */
  void statusRefused(RightSizingPolicy policy, Exception e) {
    journal.statusRefused(id(policy), e);
  }

  /** A policy's status was written after all. */
  void statusWritten(RightSizingPolicy policy) {
    journal.statusWritten(id(policy));
  }

  /** What a policy's status says after an error that no step expected. */
  RightSizingPolicyStatus fault(RightSizingPolicy policy, Exception e) {
    journal.fault(id(policy), e);
    return status(policy, internal(e));
  }

  private static EvaluationOutcome internal(Throwable e) {
    return new EvaluationOutcome.Failed(
        Reason.INTERNAL_ERROR, Reason.INTERNAL_ERROR.sentence() + " (" + e + ")", false);
  }

  /** Empty when the policy was deleted or replaced meanwhile; nothing was written then. */
  private Optional<EvaluationOutcome> attempt(
      RightSizingPolicy policy, Collection<RightSizingPolicy> all, Instant now) {
    try {
      Policy view = reader.read(policy);
      acceptance.check(policy, view);
      var request = steps.selection().select(view, views(all));
      UsageSource source = steps.connection().connect(view);
      var previous = steps.writer().previous(view.id(), view.settings());
      Evaluation evaluation =
          steps
              .evaluator()
              .evaluate(
                  request.remembering(previous),
                  source,
                  new EvaluationListener(journal, id(policy), tracing));
      if (!existence.policies().isCurrent(policy)) {
        return Optional.empty();
      }
      var refused = steps.writer().write(view, evaluation, now);
      return Optional.of(
          new EvaluationOutcome.Evaluated(evaluation.without(refused), source.describe()));
    } catch (TerminalException e) {
      return Optional.of(new EvaluationOutcome.Refused(e.reason(), e.getMessage()));
    } catch (UsageException e) {
      return Optional.of(new EvaluationOutcome.Failed(e.reason(), e.getMessage(), true));
    } catch (WorkloadException e) {
      return Optional.of(new EvaluationOutcome.Failed(e.reason(), e.getMessage(), false));
    } catch (RuntimeException | Error e) {
      // An error too ends this evaluation alone: the SDK would never run the policy again after it.
      journal.fault(id(policy), e);
      return Optional.of(internal(e));
    }
  }

  /** Policies that cannot be read select nothing. */
  private List<Policy> views(Collection<RightSizingPolicy> policies) {
    List<Policy> views = new ArrayList<>();
    for (RightSizingPolicy policy : policies) {
      try {
        views.add(reader.read(policy));
      } catch (TerminalException e) {
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

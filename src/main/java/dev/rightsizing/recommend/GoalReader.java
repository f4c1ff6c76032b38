// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.AutoscalerAdvice;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.RequestAndLimit;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.Risk;
import dev.rightsizing.api.v1alpha1.recommendation.risk.RiskSignal;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Goal;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import dev.rightsizing.model.risk.RiskLevel;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads from a Recommendation what its workload is to become. The sizes that it has are those of
 * the cluster as it is now, because an evaluation may be an hour old.
 */
public final class GoalReader {
  /**
   * The goal of a workload. What an evaluation keeps as it is, and what cannot be read, gives no
   * step.
   *
   * @param strategy decides what a step begins from: the sizes of pods, or those of the template
   */
  public Goal read(Recommendation recommendation, Workload workload, ApplyStrategy strategy) {
    RecommendationStatus status =
        Objects.requireNonNullElseGet(recommendation.getStatus(), RecommendationStatus::new);
    return new Goal(
        workload.ref(),
        recommendation.getMetadata().getName(),
        Objects.requireNonNullElse(recommendation.getMetadata().getResourceVersion(), ""),
        switch (recommendation.getSpec().decisionOrPending()) {
          case Pending -> Goal.Decision.PENDING;
          case Approved -> Goal.Decision.APPROVED;
          case Rejected -> Goal.Decision.REJECTED;
        },
        steps(status, workload, strategy),
        targets(status, workload),
        peaks(status),
        ConfidenceReader.level(status),
        history(status),
        stale(status),
        computedAt(status),
        risk(status),
        status.getRisk() == null
            ? List.of()
            : Objects.requireNonNullElse(status.getRisk().getReasons(), List.of()),
        throttled(status.getRisk()),
        reasons(status));
  }

  private static List<SizeStep> steps(
      RecommendationStatus status, Workload workload, ApplyStrategy strategy) {
    List<SizeStep> steps = new ArrayList<>();
    for (ContainerRecommendation container : containers(status)) {
      workload.containers().stream()
          .filter(spec -> spec.name().equals(container.getName()))
          .filter(spec -> strategy.changesTemplate() || spec.role() != ContainerRole.INIT)
          .forEach(
              spec -> {
                step(spec, Resource.CPU, container.getCpu(), strategy).ifPresent(steps::add);
                step(spec, Resource.MEMORY, container.getMemory(), strategy).ifPresent(steps::add);
              });
    }
    return steps;
  }

  private static Optional<SizeStep> step(
      ContainerSpec spec, Resource of, ResourceRecommendation wanted, ApplyStrategy strategy) {
    if (wanted == null || wanted.getRecommended() == null || keeps(wanted.getVerdict())) {
      return Optional.empty();
    }
    Size from = strategy.changesTemplate() ? spec.template(of) : spec.current(of);
    return size(of, wanted.getRecommended())
        .map(to -> new SizeStep(spec.name(), spec.role(), of, from, to))
        .filter(SizeStep::isChange);
  }

  private static boolean keeps(ResourceRecommendation.Verdict verdict) {
    return verdict == null
        || switch (verdict) {
          case InsufficientData, RightSized, HeldByAutoscaler, Unschedulable, NotAdmitted -> true;
          case NoRequest, OverProvisioned, Reducible, UnderProvisioned -> false;
        };
  }

  /** Only targets whose place in their object is known can be changed. */
  private static List<TargetStep> targets(RecommendationStatus status, Workload workload) {
    return Objects.requireNonNullElse(status.getAutoscalers(), List.<AutoscalerAdvice>of()).stream()
        .filter(advice -> advice.getDecision() == AutoscalerAdvice.Decision.ScalePoint)
        .filter(advice -> advice.getScalePointPercent() != null)
        .flatMap(advice -> target(advice, workload))
        .filter(step -> step.from() != step.to())
        .toList();
  }

  private static Stream<TargetStep> target(AutoscalerAdvice advice, Workload workload) {
    Optional<String> container = Optional.ofNullable(advice.getContainer());
    return workload.management().autoscalers().stream()
        .filter(scaler -> scaler.kind().equals(advice.getKind()))
        .filter(scaler -> scaler.name().equals(advice.getName()))
        .flatMap(
            scaler ->
                scaler.targets().stream()
                    .filter(target -> target.index() != Autoscaling.Target.UNKNOWN)
                    .filter(target -> target.resource().key().equals(advice.getResource()))
                    .filter(target -> target.container().equals(container))
                    .filter(target -> Objects.equals(target.percent(), advice.getTargetPercent()))
                    .map(
                        target ->
                            new TargetStep(
                                scaler.kind(),
                                scaler.name(),
                                target.index(),
                                target.resource(),
                                container,
                                target.percent(),
                                advice.getScalePointPercent())));
  }

  private static Map<String, Amount> peaks(RecommendationStatus status) {
    Map<String, Amount> peaks = new HashMap<>();
    for (ContainerRecommendation container : containers(status)) {
      ResourceRecommendation memory = container.getMemory();
      if (memory != null && memory.getUsage() != null) {
        amount(Resource.MEMORY, memory.getUsage().getMax())
            .ifPresent(peak -> peaks.put(container.getName(), peak));
      }
    }
    return peaks;
  }

  private static Duration history(RecommendationStatus status) {
    String text = status.getConfidence() == null ? null : status.getConfidence().getHistory();
    try {
      return text == null ? Duration.ZERO : PrometheusDuration.parse(text);
    } catch (IllegalArgumentException e) {
      // Somebody else wrote it, and then no history is known.
      return Duration.ZERO;
    }
  }

  private static Optional<String> stale(RecommendationStatus status) {
    return Objects.requireNonNullElse(status.getConditions(), List.<Condition>of()).stream()
        .filter(condition -> condition.getType().equals(Conditions.STALE))
        .filter(condition -> condition.getStatus() == Condition.Status.True)
        .map(condition -> Objects.requireNonNullElse(condition.getMessage(), ""))
        .findFirst();
  }

  private static Instant computedAt(RecommendationStatus status) {
    try {
      return status.getComputedAt() == null ? Instant.EPOCH : Instant.parse(status.getComputedAt());
    } catch (DateTimeException e) {
      // Somebody else wrote it; figures of the epoch are stale.
      return Instant.EPOCH;
    }
  }

  /** What is below the policy's thresholds is shown there, but is no alarm. */
  private static RiskLevel risk(RecommendationStatus status) {
    if (Objects.requireNonNullElse(status.getConditions(), List.<Condition>of()).stream()
        .filter(condition -> condition.getType().equals(Conditions.AT_RISK))
        .anyMatch(condition -> condition.getStatus() == Condition.Status.False)) {
      return RiskLevel.NONE;
    }
    if (status.getRisk() == null || status.getRisk().getLevel() == null) {
      return RiskLevel.UNKNOWN;
    }
    return RiskLevel.of(status.getRisk().getLevel().name()).orElse(RiskLevel.UNKNOWN);
  }

  private static List<String> throttled(Risk risk) {
    return risk == null || risk.getSignals() == null
        ? List.of()
        : risk.getSignals().stream()
            .filter(signal -> signal.getKind() == RiskSignal.Kind.Throttling)
            .filter(signal -> !Boolean.FALSE.equals(signal.getTold()))
            .filter(
                signal ->
                    signal.getLevel() != null
                        && RiskLevel.of(signal.getLevel().name())
                            .filter(RiskLevel::isAlarm)
                            .isPresent())
            .map(signal -> Objects.requireNonNullElse(signal.getContainer(), ""))
            .distinct()
            .toList();
  }

  private static Map<String, String> reasons(RecommendationStatus status) {
    Map<String, String> reasons = new HashMap<>();
    for (ContainerRecommendation container : containers(status)) {
      List<String> said = new ArrayList<>();
      explain("CPU: ", container.getCpu()).ifPresent(said::add);
      explain("memory: ", container.getMemory()).ifPresent(said::add);
      if (!said.isEmpty()) {
        reasons.put(container.getName(), String.join("; ", said));
      }
    }
    return reasons;
  }

  private static Optional<String> explain(String of, ResourceRecommendation resource) {
    return resource == null || keeps(resource.getVerdict())
        ? Optional.empty()
        : Optional.ofNullable(resource.getExplanation()).map(of::concat);
  }

  private static List<ContainerRecommendation> containers(RecommendationStatus status) {
    return Objects.requireNonNullElse(status.getContainers(), List.of());
  }

  private static Optional<Size> size(Resource of, RequestAndLimit text) {
    try {
      return Optional.of(
          new Size(
              Optional.ofNullable(text.getRequest()).map(q -> Amount.parse(of, q)),
              Optional.ofNullable(text.getLimit()).map(q -> Amount.parse(of, q))));
    } catch (IllegalArgumentException e) {
      // Somebody else wrote it; half a size is none.
      return Optional.empty();
    }
  }

  private static Optional<Amount> amount(Resource of, String text) {
    try {
      return Optional.ofNullable(text).map(q -> Amount.parse(of, q));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

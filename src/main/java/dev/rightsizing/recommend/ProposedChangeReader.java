// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.AutoscalerAdvice;
import dev.rightsizing.api.v1alpha1.recommendation.Risk;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.Money;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.ProposedContainer;
import dev.rightsizing.model.proposal.WorkloadOwner;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads from a Recommendation what should change in the workload's manifest, and what should not
 * and why. The sizes are the Recommendation's own.
 */
public final class ProposedChangeReader {

  /**
   * What a Recommendation asks for.
   *
   * @param change empty when nothing changes
   * @param left what does not change though figures ask for it
   */
  public record Reading(Optional<ProposedChange> change, List<NotProposed> left) {
    public Reading {
      left = List.copyOf(left);
    }

    private static Reading leftOut(WorkloadRef ref, Reason reason, String message) {
      return new Reading(
          Optional.empty(),
          List.of(new NotProposed(ref, Optional.empty(), Optional.empty(), reason, message)));
    }

    private static final Reading NOTHING = new Reading(Optional.empty(), List.of());
  }

  /** What the cluster says of a workload beside its Recommendation. */
  private record Known(
      WorkloadRef ref, Map<String, String> labels, WorkloadOwner owner, boolean stale) {}

  /** Reads a Recommendation with what the cluster says of its workload now. */
  public Reading read(Recommendation recommendation, Workload workload) {
    return read(recommendation, workload, false);
  }

  /**
   * The same.
   *
   * @param stale whether figures of an earlier evaluation count too
   */
  public Reading read(Recommendation recommendation, Workload workload, boolean stale) {
    WorkloadOwner owner = workload.management().owner();
    return read(recommendation, new Known(workload.patched(), workload.labels(), owner, stale));
  }

  /** Reads a Recommendation alone: labels and the source in Git are not known then. */
  public Reading read(Recommendation recommendation) {
    Optional<WorkloadRef> ref = RecommendationNames.workload(recommendation);
    if (ref.isEmpty() || recommendation.getStatus() == null) {
      return Reading.NOTHING;
    }
    return read(
        recommendation,
        new Known(ref.get(), Map.of(), OwnerMapper.read(recommendation.getStatus()), false));
  }

  /** What a Recommendation alone asks for, without what it leaves out. */
  public Optional<ProposedChange> change(Recommendation recommendation) {
    return read(recommendation).change();
  }

  private static Reading read(Recommendation recommendation, Known known) {
    RecommendationStatus status = recommendation.getStatus();
    if (status == null || status.getContainers() == null) {
      return Reading.NOTHING;
    }
    if (status.getController() != null) {
      return Reading.leftOut(
          known.ref(),
          Reason.OWNED_BY_CONTROLLER,
          status.getController() + " manages it and would undo the change; set the sizes there");
    }
    Optional<Condition> stale = condition(status, Conditions.STALE, Condition.Status.True);
    if (stale.isPresent() && !known.stale()) {
      return Reading.leftOut(
          known.ref(),
          Reason.STALE,
          "its figures are from an earlier evaluation: " + stale.get().getMessage());
    }
    Optional<Condition> unready = condition(status, Conditions.READY, Condition.Status.False);
    Confidence.Level confidence = ConfidenceReader.level(status);
    if (unready.isPresent() && stale.isEmpty() || confidence == Confidence.Level.NONE) {
      return Reading.leftOut(
          known.ref(),
          Reason.LOW_CONFIDENCE,
          unready.map(Condition::getMessage).orElse(Reason.LOW_CONFIDENCE.sentence()));
    }
    return changes(status, known, confidence);
  }

  private static Reading changes(
      RecommendationStatus status, Known known, Confidence.Level confidence) {
    ContainerChanges changes = new ContainerChanges(known.ref(), confidence, advice(status));
    List<ProposedContainer> containers = new ArrayList<>();
    status.getContainers().forEach(c -> changes.of(c).ifPresent(containers::add));
    changes.of(status.getPod()).ifPresent(containers::add);
    List<NotProposed> left = changes.left();
    if (containers.isEmpty()) {
      return new Reading(Optional.empty(), left);
    }
    return new Reading(
        Optional.of(
            new ProposedChange(
                known.ref(),
                known.labels(),
                known.owner(),
                containers,
                Objects.requireNonNullElse(status.getReplicas(), 0),
                // Of the whole change: it would promise too much for a part of it.
                left.isEmpty() ? monthly(status) : Optional.empty(),
                confidence,
                risk(status),
                riskReasons(status),
                quota(status),
                remarks(status))),
        left);
  }

  private static List<AutoscalerAdvice> advice(RecommendationStatus status) {
    return Objects.requireNonNullElse(status.getAutoscalers(), List.of());
  }

  private static Optional<Money> monthly(RecommendationStatus status) {
    if (status.getSavings() == null
        || status.getSavings().getMonthly() == null
        || status.getSavings().getCurrency() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Money(
            new BigDecimal(status.getSavings().getMonthly()), status.getSavings().getCurrency()));
  }

  private static String risk(RecommendationStatus status) {
    return Optional.ofNullable(status.getRisk()).map(Risk::getLevel).map(Enum::name).orElse("None");
  }

  private static List<String> riskReasons(RecommendationStatus status) {
    return Optional.ofNullable(status.getRisk()).map(Risk::getReasons).orElse(List.of());
  }

  private static String quota(RecommendationStatus status) {
    boolean over = status.getQuota() != null && Boolean.FALSE.equals(status.getQuota().getFits());
    return over ? Objects.requireNonNullElse(status.getQuota().getMessage(), "") : "";
  }

  /** What autoscalers and the API server's rules made of the sizes. */
  private static List<String> remarks(RecommendationStatus status) {
    List<String> remarks = new ArrayList<>();
    advice(status).stream()
        .filter(a -> a.getDecision() != AutoscalerAdvice.Decision.Unchanged)
        .map(AutoscalerAdvice::getMessage)
        .filter(Objects::nonNull)
        .forEach(remarks::add);
    condition(status, Conditions.MATCHES_TEMPLATE, Condition.Status.False)
        .map(Condition::getMessage)
        .ifPresent(remarks::add);
    condition(status, Conditions.LIMIT_RANGE_FITS, Condition.Status.False)
        .map(Condition::getMessage)
        .ifPresent(remarks::add);
    condition(status, Conditions.WITHIN_MAX, Condition.Status.False)
        .map(Condition::getMessage)
        .ifPresent(remarks::add);
    return remarks;
  }

  private static Optional<Condition> condition(
      RecommendationStatus status, String type, Condition.Status value) {
    return Optional.ofNullable(status.getConditions()).orElse(List.of()).stream()
        .filter(c -> type.equals(c.getType()) && c.getStatus() == value)
        .findFirst();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.recommendation.RequestAndLimit;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.risk.RiskChange;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.notice.Notice;
import dev.rightsizing.notice.NoticePublisher;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.risk.RiskEvaluation.AssessedWorkload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Publishes crossings: at most one notice per workload and tick, with the worst first, and for very
 * many at once also one on the policy.
 */
final class RiskNotices {
  /** From this many workloads at once on, a person wants to see that it is one cause. */
  private static final int MANY = 10;

  private static final Comparator<RiskChange> WORST_FIRST =
      (a, b) -> a.to() == b.to() ? 0 : a.to().above(b.to()) ? -1 : 1;

  private final NoticePublisher publisher;

  RiskNotices(NoticePublisher publisher) {
    this.publisher = publisher;
  }

  /** Publishes what the assessments of one tick changed. */
  void publish(Policy.Id policy, List<AssessedWorkload> assessed, Instant now) {
    List<AssessedWorkload> changed =
        assessed.stream().filter(t -> !t.assessment().changes().isEmpty()).toList();
    changed.forEach(one -> publisher.publish(notice(policy, one, now)));
    if (changed.size() >= MANY) {
      publisher.publish(summary(policy, changed, now));
    }
  }

  private static Notice notice(Policy.Id policy, AssessedWorkload assessed, Instant now) {
    List<RiskChange> changes =
        assessed.assessment().changes().stream().sorted(WORST_FIRST).toList();
    RiskChange worst = changes.get(0);
    boolean rise = changes.stream().anyMatch(RiskChange::isRise);
    boolean over = !rise && worst.to() == RiskLevel.NONE;
    Recommendation object = assessed.recommendation();
    List<Notice.Change> figures = changes.stream().map(change -> figures(object, change)).toList();
    return new Notice(
        workload(assessed),
        Optional.of(
            new Notice.Subject(
                object.getApiVersion(),
                object.getKind(),
                object.getMetadata().getNamespace(),
                object.getMetadata().getName(),
                object.getMetadata().getUid())),
        over ? Reason.RISK_CLEARED : worst.key().kind().reason(),
        rise,
        figures.stream().map(RiskNotices::clause).collect(Collectors.joining("; ")),
        new Notice.Details(Optional.of(subject(policy)), figures),
        changes.stream()
            .map(c -> c.key() + "/" + c.from() + "/" + c.to() + "/" + c.anchor())
            .collect(Collectors.joining(",")),
        now);
  }

  private static Notice.Subject workload(AssessedWorkload assessed) {
    var object = assessed.workload().object();
    return new Notice.Subject(
        object.apiVersion(),
        object.kind(),
        assessed.workload().ref().namespace(),
        object.name(),
        assessed.workload().uid());
  }

  /** A policy as the subject of a notice. */
  static Notice.Subject subject(Policy.Id policy) {
    return new Notice.Subject(
        HasMetadata.getApiVersion(RightSizingPolicy.class),
        HasMetadata.getKind(RightSizingPolicy.class),
        policy.namespace(),
        policy.name(),
        "");
  }

  private static Notice.Change figures(Recommendation object, RiskChange change) {
    return new Notice.Change(
        change.key().container(),
        change.key().kind(),
        change.key().name(),
        change.from(),
        change.to(),
        change.anchor(),
        change.sentence(),
        advice(object, change));
  }

  /** The size that the evaluation advises for what is at risk. */
  private static Optional<Notice.Advice> advice(Recommendation object, RiskChange change) {
    if (!change.isRise() || object.getStatus().getContainers() == null) {
      return Optional.empty();
    }
    return object.getStatus().getContainers().stream()
        .filter(c -> c.getName().equals(change.key().container()))
        .flatMap(
            c ->
                change.key().kind().resource().stream()
                    .map(r -> r == Resource.CPU ? c.getCpu() : c.getMemory()))
        .map(ResourceRecommendation::getRecommended)
        .map(RiskNotices::size)
        .findFirst();
  }

  private static Notice.Advice size(RequestAndLimit advised) {
    return new Notice.Advice(
        Optional.ofNullable(advised.getRequest()), Optional.ofNullable(advised.getLimit()));
  }

  private static String clause(Notice.Change change) {
    return change.sentence()
        + change
            .advised()
            .map(
                size ->
                    "; advised: request "
                        + size.request().orElse("none")
                        + ", limit "
                        + size.limit().orElse("none"))
            .orElse("");
  }

  private static Notice summary(Policy.Id policy, List<AssessedWorkload> changed, Instant now) {
    long worse =
        changed.stream()
            .filter(t -> t.assessment().changes().stream().anyMatch(RiskChange::isRise))
            .count();
    String such =
        changed.stream()
            .limit(5)
            .map(t -> t.workload().ref().toString())
            .collect(Collectors.joining(", "));
    Instant newest =
        changed.stream()
            .flatMap(t -> t.assessment().changes().stream())
            .map(RiskChange::anchor)
            .max(Comparator.naturalOrder())
            .orElse(now);
    return new Notice(
        subject(policy),
        Optional.empty(),
        Reason.MANY_AT_RISK,
        worse > 0,
        "Risk changed for "
            + changed.size()
            + " workloads at once ("
            + worse
            + " worsened), including "
            + such,
        new Notice.Details(Optional.of(subject(policy)), List.of()),
        newest.toString() + "/" + changed.size(),
        now);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.Condition.Status;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.Patches;
import dev.rightsizing.api.v1alpha1.recommendation.QuotaFit;
import dev.rightsizing.api.v1alpha1.recommendation.TemplateDrift;
import dev.rightsizing.api.v1alpha1.recommendation.WorkloadReference;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Drift;
import dev.rightsizing.model.OddQuantity;
import dev.rightsizing.model.OwningController;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.model.WorkloadRef;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Maps the recommendation for a workload to a Recommendation object. */
public final class RecommendationMapper {
  /** Conditions that evaluations do not write; who sends them would own them. */
  private static final Set<String> OF_OTHERS = Set.of(Conditions.AT_RISK, Conditions.APPLIED);

  private final ContainerMapper containers = new ContainerMapper();
  private final EvidenceMapper evidence = new EvidenceMapper();
  private final DisplayMapper display = new DisplayMapper();
  private final ScalingMapper scaling = new ScalingMapper();
  private final OwnerMapper owners = new OwnerMapper();

  /**
   * The object without its status, as the operator applies it. It never names a decision: that
   * field belongs to a person.
   *
   * @param uid of the workload, which the Recommendation goes with
   */
  public Recommendation object(Policy.Id policy, WorkloadRef ref, String uid) {
    return object(
        policy,
        ref,
        uid,
        new OwningController(ref.kind().apiVersion(), ref.kind().kind(), ref.name()));
  }

  /** The same of a workload; Jobs that are taken together go by the name of what made them. */
  public Recommendation object(Policy.Id policy, Workload workload) {
    return object(policy, workload.ref(), workload.uid(), workload.object());
  }

  private static Recommendation object(
      Policy.Id policy, WorkloadRef ref, String uid, OwningController named) {
    Recommendation object = new Recommendation();
    object.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(ref.namespace())
            .withName(RecommendationNames.name(ref))
            .withLabels(labels(policy, ref))
            .withOwnerReferences(
                new OwnerReferenceBuilder()
                    .withApiVersion(named.apiVersion())
                    .withKind(named.kind())
                    .withName(named.name())
                    .withUid(uid)
                    .build())
            .build());
    RecommendationSpec spec = new RecommendationSpec();
    spec.setPolicy(policy.name());
    spec.setPolicyNamespace(policy.namespace());
    WorkloadReference target = new WorkloadReference();
    target.setApiVersion(named.apiVersion());
    target.setKind(named.kind());
    target.setName(named.name());
    spec.setTarget(target);
    object.setSpec(spec);
    return object;
  }

  private static Map<String, String> labels(Policy.Id policy, WorkloadRef ref) {
    return Map.of(
        RecommendationNames.POLICY_LABEL, RecommendationNames.label(policy.name()),
        RecommendationNames.POLICY_NAMESPACE_LABEL, policy.namespace(),
        RecommendationNames.KIND_LABEL, ref.kind().kind(),
        RecommendationNames.WORKLOAD_LABEL, RecommendationNames.label(ref.name()));
  }

  /**
   * The status of an evaluated workload. Its risk with the condition of it and its proposal are
   * other controllers' own fields, so no status from here names them.
   *
   * @param before the status that is there, for transition times; may be null
   */
  public RecommendationStatus status(
      WorkloadRecommendation recommendation, RecommendationStatus before, Instant now) {
    Workload workload = recommendation.workload();
    RecommendationStatus status = new RecommendationStatus();
    status.setComputedAt(now.truncatedTo(ChronoUnit.SECONDS).toString());
    status.setReplicas(workload.replicas());
    status.setContainers(
        recommendation.containers().stream()
            .filter(c -> c.container().role() != ContainerRole.POD)
            .map(c -> containers.container(c, recommendation.containerSavings()))
            .toList());
    scaling.write(recommendation, status);
    status.setController(
        workload.management().controller().map(OwningController::toString).orElse(null));
    status.setOwner(owners.owner(workload.management().owner()));
    recommendation.containers().stream()
        .filter(c -> c.container().role() == ContainerRole.POD)
        .findFirst()
        .ifPresent(c -> status.setPod(containers.pod(c, recommendation.containerSavings())));
    status.setDrift(Drift.of(workload).map(RecommendationMapper::drift).orElse(null));
    status.setSavings(evidence.savings(recommendation));
    status.setConfidence(evidence.confidence(recommendation.confidence()));
    status.setQuota(quota(recommendation));
    status.setEvidence(evidence.evidence(recommendation.evidence()));
    status.setPatches(patches(recommendation));
    status.setDisplay(display.display(recommendation));
    status.setConditions(conditions(recommendation, before, now));
    return status;
  }

  private static TemplateDrift drift(Drift found) {
    TemplateDrift drift = new TemplateDrift();
    drift.setPods(found.pods());
    drift.setOfPods(found.of());
    drift.setMessage(found.message());
    return drift;
  }

  private static QuotaFit quota(WorkloadRecommendation recommendation) {
    QuotaFit quota = new QuotaFit();
    quota.setFits(recommendation.quota().fits());
    quota.setMessage(recommendation.quota().message());
    return quota;
  }

  private static Patches patches(WorkloadRecommendation recommendation) {
    Patches patches = new Patches();
    patches.setStrategicMerge(recommendation.patches().strategicMerge().orElse(null));
    patches.setKustomize(recommendation.patches().kustomize().orElse(null));
    patches.setJsonPatch(recommendation.patches().jsonPatch().orElse(null));
    return patches;
  }

  private static List<Condition> conditions(
      WorkloadRecommendation recommendation, RecommendationStatus before, Instant now) {
    boolean good = recommendation.problem() == Reason.EVALUATED;
    Conditions conditions = conditions(before, now);
    conditions.set(
        Conditions.READY,
        good ? Status.True : Status.False,
        recommendation.problem(),
        recommendation.message());
    if (good) {
      conditions.set(Conditions.USAGE_AVAILABLE, true, Reason.USAGE_AVAILABLE);
    } else {
      conditions.set(
          Conditions.USAGE_AVAILABLE,
          Status.False,
          recommendation.problem(),
          recommendation.message());
    }
    conditions.set(Conditions.STALE, false, Reason.CURRENT);
    withinMax(recommendation, conditions);
    plausible(recommendation.workload(), conditions);
    controlled(recommendation.workload(), conditions);
    limitRangeFits(recommendation, conditions);
    matchesTemplate(recommendation.workload(), conditions);
    if (recommendation.quota().fits()) {
      conditions.set(Conditions.QUOTA_FITS, true, Reason.FITS);
    } else {
      conditions.set(
          Conditions.QUOTA_FITS,
          Status.False,
          recommendation.quota().reason(),
          recommendation.quota().message());
    }
    return conditions.toList();
  }

  private static void controlled(Workload workload, Conditions conditions) {
    Optional<OwningController> controller = workload.management().controller();
    if (controller.isEmpty()) {
      conditions.set(Conditions.CONTROLLED, false, Reason.NO_CONTROLLER);
      return;
    }
    conditions.set(
        Conditions.CONTROLLED,
        Status.True,
        Reason.OWNED_BY_CONTROLLER,
        controller.get()
            + " ("
            + controller.get().apiVersion()
            + ") manages it and would undo a patch; set the sizes there.");
  }

  private static void limitRangeFits(WorkloadRecommendation recommendation, Conditions conditions) {
    if (recommendation.quota().limitRange().isEmpty()) {
      conditions.set(Conditions.LIMIT_RANGE_FITS, true, Reason.LIMIT_RANGE_FITS);
      return;
    }
    conditions.set(
        Conditions.LIMIT_RANGE_FITS,
        Status.False,
        Reason.LIMIT_RANGE_CONSTRAINED,
        recommendation.quota().limitRange().get());
  }

  private static void plausible(Workload workload, Conditions conditions) {
    String odd =
        workload.containers().stream()
            .flatMap(
                c ->
                    OddQuantity.of(c).map(found -> "container " + c.name() + ": " + found).stream())
            .collect(Collectors.joining("; "));
    if (odd.isEmpty()) {
      conditions.set(Conditions.QUANTITIES_PLAUSIBLE, true, Reason.QUANTITIES_PLAUSIBLE);
    } else {
      conditions.set(Conditions.QUANTITIES_PLAUSIBLE, Status.False, Reason.QUANTITY_TOO_SMALL, odd);
    }
  }

  private static void matchesTemplate(Workload workload, Conditions conditions) {
    Optional<Drift> drift = Drift.of(workload);
    if (drift.isEmpty()) {
      conditions.set(Conditions.MATCHES_TEMPLATE, true, Reason.AS_TEMPLATE);
      return;
    }
    conditions.set(
        Conditions.MATCHES_TEMPLATE,
        Status.False,
        Reason.PODS_DIFFER,
        drift.get().message() + ". " + Reason.PODS_DIFFER.sentence());
  }

  private static void withinMax(WorkloadRecommendation recommendation, Conditions conditions) {
    Optional<ContainerSizing> cut =
        recommendation.containers().stream().filter(c -> c.memory().maxTooLow()).findFirst();
    if (cut.isEmpty()) {
      conditions.set(Conditions.WITHIN_MAX, true, Reason.WITHIN_BOUNDS);
      return;
    }
    conditions.set(
        Conditions.WITHIN_MAX,
        Status.False,
        Reason.MAX_TOO_LOW,
        "container " + cut.get().container().name() + ": " + cut.get().memory().explanation());
  }

  /** The existing status, marked stale: its figures stay, the condition has the reason. */
  public RecommendationStatus stale(
      RecommendationStatus before, Reason reason, String message, Instant now) {
    RecommendationStatus status =
        before == null ? new RecommendationStatus() : Serialization.clone(before);
    status.setRisk(null);
    status.setProposal(null);
    status.setApply(null);
    status.setConditions(
        conditions(before, now).set(Conditions.STALE, Status.True, reason, message).toList());
    return status;
  }

  /** The status of a workload that could not be read: figures stay, a condition has the reason. */
  public RecommendationStatus failed(
      RecommendationStatus before, Reason reason, String message, Instant now) {
    RecommendationStatus status =
        before == null ? new RecommendationStatus() : Serialization.clone(before);
    status.setRisk(null);
    status.setProposal(null);
    status.setApply(null);
    status.setConditions(
        conditions(before, now)
            .set(Conditions.READY, Status.False, reason, message)
            .set(Conditions.STALE, Status.True, reason, message)
            .toList());
    return status;
  }

  /** The operator alone writes a Recommendation's spec, so its generation is not interesting. */
  private static Conditions conditions(RecommendationStatus before, Instant now) {
    List<Condition> others =
        before == null || before.getConditions() == null
            ? List.of()
            : before.getConditions().stream()
                .filter(condition -> !OF_OTHERS.contains(condition.getType()))
                .toList();
    return new Conditions(others, 0, now);
  }
}

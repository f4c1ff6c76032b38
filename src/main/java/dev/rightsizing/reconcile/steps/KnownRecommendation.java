// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An existing Recommendation, reduced to what the next evaluation and the next risk evaluation
 * need. Explanations and patches are most of an object; of them only the digest is kept.
 *
 * @param object its labels, owner and target, the sizes that it advises, its risk and conditions
 * @param digest of what the evaluation wrote
 * @param withUsage whether its figures stand on usage
 * @param riskOwned whether the risk evaluation has written, and so owns, its risk
 * @param inFlight whether a change of its workload is under way
 */
public record KnownRecommendation(
    Recommendation object,
    StatusDigest digest,
    boolean withUsage,
    boolean riskOwned,
    boolean inFlight) {

  /** Reduces an object as the API server has it. */
  public static KnownRecommendation of(Recommendation whole) {
    Recommendation reduced = new Recommendation();
    reduced.setMetadata(metadata(whole.getMetadata()));
    reduced.setSpec(whole.getSpec());
    RecommendationStatus status = whole.getStatus();
    reduced.setStatus(status == null ? null : reduced(status));
    return new KnownRecommendation(
        reduced,
        StatusDigest.ofEvaluation(status),
        hasUsage(status),
        riskOwned(whole.getMetadata().getManagedFields()),
        isInFlight(status));
  }

  /** Whether a status says that a change is under way. */
  public static boolean isInFlight(RecommendationStatus status) {
    return status != null && status.getApply() != null && status.getApply().getFlight() != null;
  }

  private static ObjectMeta metadata(ObjectMeta whole) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (whole.getLabels() != null) {
      whole.getLabels().forEach((key, value) -> labels.put(key.intern(), value.intern()));
    }
    return new ObjectMetaBuilder()
        .withNamespace(shared(whole.getNamespace()))
        .withName(whole.getName())
        .withUid(whole.getUid())
        .withResourceVersion(whole.getResourceVersion())
        .withLabels(labels)
        .withOwnerReferences(
            whole.getOwnerReferences().stream().map(KnownRecommendation::owner).toList())
        .build();
  }

  private static OwnerReference owner(OwnerReference owner) {
    return new OwnerReferenceBuilder(owner)
        .withApiVersion(shared(owner.getApiVersion()))
        .withKind(shared(owner.getKind()))
        .build();
  }

  private static RecommendationStatus reduced(RecommendationStatus status) {
    RecommendationStatus reduced = new RecommendationStatus();
    reduced.setComputedAt(status.getComputedAt());
    reduced.setRisk(status.getRisk());
    if (status.getConditions() != null) {
      reduced.setConditions(
          status.getConditions().stream().map(KnownRecommendation::reduced).toList());
    }
    if (status.getContainers() != null) {
      reduced.setContainers(
          status.getContainers().stream().map(KnownRecommendation::reduced).toList());
    }
    return reduced;
  }

  /** Most conditions of most Recommendations have the same texts. */
  private static Condition reduced(Condition condition) {
    Condition reduced = new Condition();
    reduced.setType(shared(condition.getType()));
    reduced.setStatus(condition.getStatus());
    reduced.setReason(shared(condition.getReason()));
    reduced.setMessage(shared(condition.getMessage()));
    reduced.setObservedGeneration(condition.getObservedGeneration());
    reduced.setLastTransitionTime(shared(condition.getLastTransitionTime()));
    return reduced;
  }

  private static String shared(String text) {
    return text == null ? null : text.intern();
  }

  private static ContainerRecommendation reduced(ContainerRecommendation container) {
    ContainerRecommendation reduced = new ContainerRecommendation();
    reduced.setName(shared(container.getName()));
    reduced.setCpu(reduced(container.getCpu()));
    reduced.setMemory(reduced(container.getMemory()));
    return reduced;
  }

  private static ResourceRecommendation reduced(ResourceRecommendation resource) {
    if (resource == null) {
      return null;
    }
    ResourceRecommendation reduced = new ResourceRecommendation();
    reduced.setRecommended(resource.getRecommended());
    reduced.setAdaptive(resource.getAdaptive());
    return reduced;
  }

  private static boolean hasUsage(RecommendationStatus status) {
    return status != null
        && status.getContainers() != null
        && status.getContainers().stream()
            .flatMap(c -> Stream.of(c.getCpu(), c.getMemory()))
            .anyMatch(resource -> resource != null && resource.getUsage() != null);
  }

  private static boolean riskOwned(List<ManagedFieldsEntry> managed) {
    return managed != null
        && managed.stream().anyMatch(e -> RecommendationStore.RISK_MANAGER.equals(e.getManager()));
  }
}

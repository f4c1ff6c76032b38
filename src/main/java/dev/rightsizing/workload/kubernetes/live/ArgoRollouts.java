// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.apply.RolloutStatus;
import dev.rightsizing.workload.kubernetes.dryrun.SizedKind;
import dev.rightsizing.workload.kubernetes.footprint.Footprints;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads Argo Rollouts (argoproj.io/v1alpha1). Their CRD leaves the status open: what is not as
 * expected counts as a roll-out that goes on.
 */
final class ArgoRollouts {
  private static final String HEALTHY = "Healthy";
  private static final String PAUSED = "Paused";
  private static final String DEGRADED = "Degraded";

  static final ResourceDefinitionContext CONTEXT = SizedKind.of(WorkloadKind.ROLLOUT).definition();

  private final KubernetesSerialization json;

  ArgoRollouts(KubernetesClient client) {
    this.json = client.getKubernetesSerialization();
  }

  Standing read(GenericKubernetesResource rollout) {
    Standing own =
        Standing.of(WorkloadKind.ROLLOUT, rollout.getMetadata(), status(rollout), names(rollout));
    return rollout.get("spec", "workloadRef", "name") instanceof String deployment
        ? own.withTemplateOf(
            deployment, number(rollout.get("status", "workloadObservedGeneration")))
        : own;
  }

  private TemplateNames names(GenericKubernetesResource rollout) {
    try {
      return TemplateNames.of(
          json.convertValue(rollout.get("spec", "template"), PodTemplateSpec.class));
    } catch (RuntimeException e) {
      // Anything can stand there; such a Rollout is one that cannot be sized.
      return TemplateNames.NONE;
    }
  }

  private static RolloutStatus status(GenericKubernetesResource rollout) {
    int desired = count(rollout.get("spec", "replicas"), 1);
    int updated = count(rollout.get("status", "updatedReplicas"), 0);
    Object phase = rollout.get("status", "phase");
    boolean aborted = Boolean.TRUE.equals(rollout.get("status", "abort"));
    boolean paused =
        Boolean.TRUE.equals(rollout.get("spec", "paused"))
            || PAUSED.equals(phase)
            || rollout.get("status", "pauseConditions") instanceof List<?> held && !held.isEmpty();
    boolean stuck = aborted || DEGRADED.equals(phase);
    boolean progressing =
        !isSeen(rollout)
            || updated < desired
            || !stuck && !HEALTHY.equals(phase)
            || isAtAStep(rollout)
            || !isStable(rollout);
    return new RolloutStatus(
        paused,
        progressing,
        stuck,
        desired,
        count(rollout.get("status", "readyReplicas"), 0),
        false,
        false,
        Footprints.surge(rollout).of(desired));
  }

  /** Argo writes the generation as text. */
  private static boolean isSeen(GenericKubernetesResource rollout) {
    long newest = Objects.requireNonNullElse(rollout.getMetadata().getGeneration(), 0L);
    return number(rollout.get("status", "observedGeneration"))
        .filter(seen -> seen >= newest)
        .isPresent();
  }

  /** A canary is through once its step is past the last. */
  private static boolean isAtAStep(GenericKubernetesResource rollout) {
    return rollout.get("spec", "strategy", "canary", "steps") instanceof List<?> steps
        && rollout.get("status", "currentStepIndex") instanceof Number step
        && step.intValue() < steps.size();
  }

  /** Whether the newest pods are those that it would go back to. */
  private static boolean isStable(GenericKubernetesResource rollout) {
    Object stable = rollout.get("status", "stableRS");
    return stable == null || stable.equals(rollout.get("status", "currentPodHash"));
  }

  private static Optional<Long> number(Object value) {
    if (value instanceof Number number) {
      return Optional.of(number.longValue());
    }
    try {
      return value instanceof String text ? Optional.of(Long.valueOf(text)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static int count(Object value, int otherwise) {
    return value instanceof Number number
        ? (int) Math.max(0, Math.min(Integer.MAX_VALUE, number.doubleValue()))
        : otherwise;
  }
}

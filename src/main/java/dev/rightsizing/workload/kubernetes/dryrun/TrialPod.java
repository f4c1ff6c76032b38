// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.dryrun;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;

/** A pod as a workload's controller would make it. */
final class TrialPod {
  /** Leaves room for the suffix in the 253 characters that a name may have. */
  private static final int PREFIX = 240;

  private final KubernetesSerialization serialization;

  TrialPod(KubernetesSerialization serialization) {
    this.serialization = serialization;
  }

  /** Empty where the object has no template of its own. */
  Optional<Pod> of(WorkloadRef ref, GenericKubernetesResource workload) {
    Object template =
        ref.kind() == WorkloadKind.CRONJOB
            ? workload.get("spec", "jobTemplate", "spec", "template")
            : workload.get("spec", "template");
    if (template == null) {
      return Optional.empty();
    }
    PodTemplateSpec pod = serialization.convertValue(template, PodTemplateSpec.class);
    String name = ref.name().substring(0, Math.min(PREFIX, ref.name().length()));
    return Optional.of(
        new PodBuilder()
            .withMetadata(
                new ObjectMetaBuilder(
                        pod.getMetadata() == null
                            ? new ObjectMetaBuilder().build()
                            : pod.getMetadata())
                    .withNamespace(ref.namespace())
                    .withName(null)
                    .withGenerateName(name + "-")
                    .withCreationTimestamp(null)
                    .build())
            .withSpec(pod.getSpec())
            .build());
  }
}

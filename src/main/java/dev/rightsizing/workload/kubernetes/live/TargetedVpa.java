// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.VerticalAutoscaler;
import dev.rightsizing.workload.kubernetes.scaling.Found;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Optional;

/** What is kept of a VerticalPodAutoscaler (autoscaling.k8s.io/v1). */
record TargetedVpa(WorkloadRef target, VerticalAutoscaler autoscaler) {
  static final String API_VERSION = "autoscaling.k8s.io/v1";
  static final String KIND = "VerticalPodAutoscaler";
  static final ResourceDefinitionContext CONTEXT =
      new ResourceDefinitionContext.Builder()
          .withGroup("autoscaling.k8s.io")
          .withVersion("v1")
          .withKind(KIND)
          .withPlural("verticalpodautoscalers")
          .withNamespaced(true)
          .build();

  /** What one does that says nothing of its updates: it evicts pods. */
  private static final String BY_DEFAULT = "Auto";

  /** Empty where it does not say what it sizes, or sizes what is not read. */
  static Optional<TargetedVpa> of(GenericKubernetesResource object) {
    String mode = text(object.get("spec", "updatePolicy", "updateMode")).orElse(BY_DEFAULT);
    return Found.workload(
            object.getMetadata().getNamespace(),
            text(object.get("spec", "targetRef", "kind")).orElse(null),
            text(object.get("spec", "targetRef", "apiVersion")).orElse(null),
            text(object.get("spec", "targetRef", "name")).orElse(null))
        .map(
            ref ->
                new TargetedVpa(ref, new VerticalAutoscaler(object.getMetadata().getName(), mode)));
  }

  private static Optional<String> text(Object value) {
    return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
  }
}

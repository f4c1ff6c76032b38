// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.scaling;

import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Autoscaling.Target;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a ScaledObject (keda.sh/v1alpha1). Its triggers {@code cpu} and {@code memory} become an
 * HPA's Resource metrics; with {@code metricType: Utilization}, formerly {@code metadata.type}.
 */
public final class ScaledObjects {

  /** What KEDA takes where the object does not say. */
  private static final int MOST_BY_DEFAULT = 100;

  private ScaledObjects() {}

  /** Empty where it does not say what it scales, or scales what is not read. */
  public static Optional<Found> of(GenericKubernetesResource object) {
    if (!(object.get("spec", "scaleTargetRef") instanceof Map<?, ?> reference)) {
      return Optional.empty();
    }
    Optional<WorkloadRef> workload =
        Found.workload(
            object.getMetadata().getNamespace(),
            text(reference, "kind").orElse(WorkloadKind.DEPLOYMENT.kind()),
            text(reference, "apiVersion").orElse(null),
            text(reference, "name").orElse(null));
    return workload.map(ref -> new Found(ref, autoscaling(object), Optional.empty()));
  }

  private static Autoscaling autoscaling(GenericKubernetesResource object) {
    List<Target> targets = new ArrayList<>();
    List<String> others = new ArrayList<>();
    if (object.get("spec", "triggers") instanceof List<?> triggers) {
      for (int i = 0; i < triggers.size(); i++) {
        if (triggers.get(i) instanceof Map<?, ?> trigger) {
          Optional<Target> target = target(trigger, i);
          target.ifPresent(targets::add);
          if (target.isEmpty()) {
            others.add(text(trigger, "type").orElse("unknown") + " trigger");
          }
        }
      }
    }
    return new Autoscaling(
        Autoscaling.SCALED_OBJECT,
        object.getMetadata().getName(),
        number(object.get("spec", "minReplicaCount")).orElse(0),
        number(object.get("spec", "maxReplicaCount")).orElse(MOST_BY_DEFAULT),
        targets,
        others);
  }

  private static Optional<Target> target(Map<?, ?> trigger, int index) {
    if (!(trigger.get("metadata") instanceof Map<?, ?> metadata)) {
      return Optional.empty();
    }
    String measure = text(trigger, "metricType").or(() -> text(metadata, "type")).orElse("");
    Optional<Integer> percent = number(metadata.get("value"));
    if (!"Utilization".equals(measure) || percent.isEmpty()) {
      return Optional.empty();
    }
    return HorizontalAutoscalers.resource(text(trigger, "type").orElse(""))
        .map(
            resource ->
                new Target(resource, text(metadata, "containerName"), percent.get(), index));
  }

  private static Optional<String> text(Map<?, ?> map, String key) {
    return map.get(key) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The CRD takes a trigger's value as text only, and counts as numbers. */
  private static Optional<Integer> number(Object value) {
    if (value instanceof Number number) {
      return Optional.of(number.intValue());
    }
    try {
      return value instanceof String text ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.scaling;

import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Autoscaling.Target;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadRef;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a HorizontalPodAutoscaler; the API server gives those of autoscaling/v1 as v2, too. */
public final class HorizontalAutoscalers {

  private HorizontalAutoscalers() {}

  /** Empty where it does not say what it scales, or scales what is not read. */
  public static Optional<Found> of(HorizontalPodAutoscaler autoscaler) {
    if (autoscaler.getSpec() == null
        || autoscaler.getSpec().getScaleTargetRef() == null
        || autoscaler.getSpec().getMaxReplicas() == null) {
      return Optional.empty();
    }
    CrossVersionObjectReference target = autoscaler.getSpec().getScaleTargetRef();
    Optional<WorkloadRef> workload =
        Found.workload(
            autoscaler.getMetadata().getNamespace(),
            target.getKind(),
            target.getApiVersion(),
            target.getName());
    return workload.map(ref -> new Found(ref, autoscaling(autoscaler), madeBy(autoscaler)));
  }

  private static Autoscaling autoscaling(HorizontalPodAutoscaler autoscaler) {
    List<Target> targets = new ArrayList<>();
    List<String> others = new ArrayList<>();
    List<MetricSpec> metrics = autoscaler.getSpec().getMetrics();
    for (int i = 0; i < metrics.size(); i++) {
      Optional<Target> target = target(metrics.get(i), i);
      target.ifPresent(targets::add);
      if (target.isEmpty()) {
        others.add(other(metrics.get(i)));
      }
    }
    Integer min = autoscaler.getSpec().getMinReplicas();
    return new Autoscaling(
        Autoscaling.HPA,
        autoscaler.getMetadata().getName(),
        min == null ? 1 : min,
        autoscaler.getSpec().getMaxReplicas(),
        targets,
        others);
  }

  private static Optional<Target> target(MetricSpec metric, int index) {
    if (metric.getResource() != null) {
      return target(
          metric.getResource().getName(),
          metric.getResource().getTarget(),
          Optional.empty(),
          index);
    }
    if (metric.getContainerResource() != null) {
      return target(
          metric.getContainerResource().getName(),
          metric.getContainerResource().getTarget(),
          Optional.ofNullable(metric.getContainerResource().getContainer()),
          index);
    }
    return Optional.empty();
  }

  private static Optional<Target> target(
      String resource, MetricTarget target, Optional<String> container, int index) {
    if (target == null || target.getAverageUtilization() == null) {
      return Optional.empty();
    }
    return resource(resource)
        .map(known -> new Target(known, container, target.getAverageUtilization(), index));
  }

  static Optional<Resource> resource(String name) {
    return Arrays.stream(Resource.values()).filter(r -> r.key().equals(name)).findFirst();
  }

  /** {@code memory at an average of 500Mi}, {@code External metric queue_length}. */
  private static String other(MetricSpec metric) {
    if (metric.getResource() != null) {
      return metric.getResource().getName() + average(metric.getResource().getTarget());
    }
    if (metric.getContainerResource() != null) {
      return metric.getContainerResource().getName()
          + average(metric.getContainerResource().getTarget());
    }
    String name = null;
    if (metric.getExternal() != null && metric.getExternal().getMetric() != null) {
      name = metric.getExternal().getMetric().getName();
    } else if (metric.getPods() != null && metric.getPods().getMetric() != null) {
      name = metric.getPods().getMetric().getName();
    } else if (metric.getObject() != null && metric.getObject().getMetric() != null) {
      name = metric.getObject().getMetric().getName();
    }
    return metric.getType() + " metric" + (name == null ? "" : " " + name);
  }

  private static String average(MetricTarget target) {
    Quantity value = target == null ? null : target.getAverageValue();
    return value == null ? "" : " at an average of " + value;
  }

  private static Optional<String> madeBy(HorizontalPodAutoscaler autoscaler) {
    return autoscaler.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Autoscaling.SCALED_OBJECT.equals(owner.getKind()))
        .filter(owner -> String.valueOf(owner.getApiVersion()).startsWith("keda.sh/"))
        .map(OwnerReference::getName)
        .findFirst();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Reason;
import dev.rightsizing.watch.ResourceType;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.kubernetes.scaling.Autoscalers;
import dev.rightsizing.workload.kubernetes.scaling.Found;
import dev.rightsizing.workload.kubernetes.scaling.HorizontalAutoscalers;
import dev.rightsizing.workload.kubernetes.scaling.ScaledObjects;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what scales a namespace's workloads: HorizontalPodAutoscalers, and ScaledObjects where KEDA
 * is installed. Both are extras: what may not be read is left out.
 */
final class AutoscalerReader {
  private static final String KEDA = "keda.sh/v1alpha1";
  private static final ResourceDefinitionContext SCALED_OBJECTS =
      new ResourceDefinitionContext.Builder()
          .withGroup("keda.sh")
          .withVersion("v1alpha1")
          .withKind(Autoscaling.SCALED_OBJECT)
          .withPlural("scaledobjects")
          .withNamespaced(true)
          .build();

  private final KubernetesClient client;
  private final ObjectReader objects;
  private final ServedKind keda;

  AutoscalerReader(
      KubernetesClient client, ObjectLister lister, ObjectReader objects, Clock clock) {
    this.client = client;
    this.objects = objects;
    this.keda = new ServedKind(client, lister, clock, KEDA, Autoscaling.SCALED_OBJECT);
  }

  Autoscalers read(String namespace) throws WorkloadException {
    return Autoscalers.of(horizontal(namespace), scaledObjects(namespace));
  }

  private List<Found> horizontal(String namespace) throws WorkloadException {
    return allowed(
        new ResourceType<>(
            "horizontalpodautoscalers.autoscaling",
            HorizontalPodAutoscaler::new,
            client.autoscaling().v2().horizontalPodAutoscalers()),
        namespace,
        HorizontalAutoscalers::of);
  }

  private List<Found> scaledObjects(String namespace) throws WorkloadException {
    if (!keda.isServed()) {
      return List.of();
    }
    return allowed(
        new ResourceType<>(
            "scaledobjects.keda.sh",
            GenericKubernetesResource::new,
            client.genericKubernetesResources(SCALED_OBJECTS)),
        namespace,
        ScaledObjects::of);
  }

  private <T extends HasMetadata> List<Found> allowed(
      ResourceType<T> kind, String namespace, Function<T, Optional<Found>> keep)
      throws WorkloadException {
    try {
      return objects.read(kind, namespace, keep).stream().flatMap(Optional::stream).toList();
    } catch (WorkloadException e) {
      if (e.reason() == Reason.KUBERNETES_FORBIDDEN) {
        return List.of();
      }
      throw e;
    }
  }
}

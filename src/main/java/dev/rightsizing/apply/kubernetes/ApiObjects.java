// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Optional;

/**
 * Reads and patches objects of any kind. All of it throws {@link
 * io.fabric8.kubernetes.client.KubernetesClientException}.
 */
final class ApiObjects {
  /** The name under which the API server records what is written. */
  static final String MANAGER = "rightsizing-apply";

  static final ResourceDefinitionContext POD = definition("", "v1", "Pod", "pods");
  static final ResourceDefinitionContext HPA =
      definition("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers");
  static final ResourceDefinitionContext SCALED_OBJECT =
      definition("keda.sh", "v1alpha1", "ScaledObject", "scaledobjects");

  private static final List<String> ALL = List.of("All");

  private final KubernetesClient client;

  ApiObjects(KubernetesClient client) {
    this.client = client;
  }

  private static ResourceDefinitionContext definition(
      String group, String version, String kind, String plural) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion(version)
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }

  Optional<GenericKubernetesResource> get(
      ResourceDefinitionContext kind, String namespace, String name) {
    return Optional.ofNullable(
        client.genericKubernetesResources(kind).inNamespace(namespace).withName(name).get());
  }

  /**
   * Patches an object that was read.
   *
   * @param document is written as JSON
   * @param force whether server-side apply takes fields over
   */
  GenericKubernetesResource patch(
      ResourceDefinitionContext kind,
      GenericKubernetesResource read,
      PatchType type,
      Object document,
      boolean force,
      boolean dryRun) {
    return of(kind, read).patch(context(type, force, dryRun), json(document));
  }

  /** Patches a pod's subresource {@code resize}. */
  GenericKubernetesResource resize(GenericKubernetesResource pod, Object document, boolean dryRun) {
    return of(POD, pod)
        .subresource("resize")
        .patch(context(PatchType.STRATEGIC_MERGE, false, dryRun), json(document));
  }

  private Resource<GenericKubernetesResource> of(
      ResourceDefinitionContext kind, GenericKubernetesResource read) {
    return client
        .genericKubernetesResources(kind)
        .inNamespace(read.getMetadata().getNamespace())
        .resource(read);
  }

  private String json(Object document) {
    return client.getKubernetesSerialization().asJson(document);
  }

  private static PatchContext context(PatchType type, boolean force, boolean dryRun) {
    PatchContext.Builder context =
        new PatchContext.Builder().withPatchType(type).withFieldManager(MANAGER);
    if (type == PatchType.SERVER_SIDE_APPLY) {
      context.withForce(force);
    }
    if (dryRun) {
      context.withDryRun(ALL);
    }
    return context.build();
  }
}

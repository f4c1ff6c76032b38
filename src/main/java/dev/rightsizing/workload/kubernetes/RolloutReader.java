// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.TemplateShape;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.watch.ResourceType;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.kubernetes.footprint.Footprints;
import dev.rightsizing.workload.kubernetes.owner.OwnerReader;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads Argo Rollouts where the cluster serves them. */
final class RolloutReader {

  private static final String API_VERSION = WorkloadKind.ROLLOUT.apiVersion();
  private static final ResourceDefinitionContext ROLLOUTS =
      new ResourceDefinitionContext.Builder()
          .withGroup("argoproj.io")
          .withVersion("v1alpha1")
          .withKind(WorkloadKind.ROLLOUT.kind())
          .withPlural("rollouts")
          .withNamespaced(true)
          .build();

  private final KubernetesClient client;
  private final ObjectReader objects;
  private final ServedKind served;
  private final OwnerReader owners = new OwnerReader();

  RolloutReader(KubernetesClient client, ObjectLister lister, ObjectReader objects, Clock clock) {
    this.client = client;
    this.objects = objects;
    this.served = new ServedKind(client, lister, clock, API_VERSION, WorkloadKind.ROLLOUT.kind());
  }

  /**
   * A Rollout as its object says.
   *
   * @param template whose containers it runs: a Deployment's name, or empty for its own
   */
  record Rollout(DeclaredWorkload workload, Optional<String> template) {}

  /** Whether the API server serves Rollouts; where it does not say, it does not. */
  boolean isServed() throws WorkloadException {
    return served.isServed();
  }

  List<Rollout> list(String namespace) throws WorkloadException {
    return objects.read(
        new ResourceType<>(
            "rollouts.argoproj.io",
            GenericKubernetesResource::new,
            client.genericKubernetesResources(ROLLOUTS)),
        namespace,
        this::sparing);
  }

  /** The CRD leaves most of a Rollout open; what is odd about one costs no other its reading. */
  private Rollout sparing(GenericKubernetesResource rollout) {
    try {
      Rollout found = read(rollout);
      return new Rollout(
          found.workload().withOwner(owners.of(WorkloadKind.ROLLOUT, rollout.getMetadata())),
          found.template());
    } catch (RuntimeException e) {
      return new Rollout(
          DeclaredWorkload.bare(WorkloadKind.ROLLOUT, rollout.getMetadata(), 0).unreadable(e),
          Optional.empty());
    }
  }

  private Rollout read(GenericKubernetesResource rollout) {
    int replicas =
        rollout.get("spec", "replicas") instanceof Number n ? DeclaredWorkload.count(n) : 1;
    DeclaredWorkload bare =
        DeclaredWorkload.bare(WorkloadKind.ROLLOUT, rollout.getMetadata(), replicas)
            .withSurge(Footprints.surge(rollout));
    if (rollout.get("spec", "workloadRef") instanceof Map<?, ?> reference) {
      return referring(bare, reference);
    }
    Object template = rollout.get("spec", "template");
    try {
      PodTemplateSpec pod =
          client.getKubernetesSerialization().convertValue(template, PodTemplateSpec.class);
      return new Rollout(
          shaped(
                  DeclaredWorkload.of(WorkloadKind.ROLLOUT, rollout.getMetadata(), replicas, pod),
                  rollout)
              .withSurge(Footprints.surge(rollout)),
          Optional.empty());
    } catch (IllegalArgumentException e) {
      // The CRD leaves the template open, so that anything can stand there.
      return new Rollout(bare.failed("its template is not a pod template"), Optional.empty());
    }
  }

  /**
   * A Rollout is patched by path, so what its template really has counts, empty objects included.
   */
  private static DeclaredWorkload shaped(
      DeclaredWorkload workload, GenericKubernetesResource rollout) {
    return workload.problem().isPresent()
        ? workload
        : workload.withShapes(container -> shape(container, rollout));
  }

  private static TemplateShape shape(ContainerSpec container, GenericKubernetesResource rollout) {
    String list = container.role() == ContainerRole.MAIN ? "containers" : "initContainers";
    return rollout.get("spec", "template", "spec", list) instanceof List<?> containers
            && containers.get(container.index()) instanceof Map<?, ?> raw
            && raw.get("resources") instanceof Map<?, ?> resources
        ? new TemplateShape(
            true,
            resources.get("requests") instanceof Map<?, ?>,
            resources.get("limits") instanceof Map<?, ?>)
        : TemplateShape.BARE;
  }

  private static Rollout referring(DeclaredWorkload rollout, Map<?, ?> reference) {
    String kind = ContainerNames.printable(String.valueOf(reference.get("kind")));
    String name = ContainerNames.printable(String.valueOf(reference.get("name")));
    if (!WorkloadKind.DEPLOYMENT.kind().equals(kind)) {
      String why = "takes its template from %s %s; only a Deployment is read".formatted(kind, name);
      return new Rollout(rollout.failed(why), Optional.empty());
    }
    return new Rollout(rollout, Optional.of(name));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.PodPlace;
import dev.rightsizing.model.PodSizes;
import dev.rightsizing.model.PodSizes.PodRef;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Uncovered;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.quota.QuotaUse;
import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.watch.ResourceType;
import dev.rightsizing.workload.ClusterView.Failure;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.kubernetes.RolloutReader.Rollout;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads one namespace: owners before what they own, so that every pod finds its workload. */
final class NamespaceReader {

  private final KubernetesClient client;
  private final ObjectReader objects;
  private final WorkloadReader workloads;
  private final RolloutReader rollouts;
  private final AutoscalerReader autoscalers;

  NamespaceReader(
      KubernetesClient client,
      ObjectReader objects,
      RolloutReader rollouts,
      AutoscalerReader autoscalers) {
    this.client = client;
    this.objects = objects;
    this.rollouts = rollouts;
    this.autoscalers = autoscalers;
    this.workloads = new WorkloadReader(client, objects);
  }

  /**
   * All that was read of one namespace.
   *
   * @param rolloutsRead whether Rollouts could be looked for
   */
  record Snapshot(
      String name,
      List<Workload> workloads,
      List<Failure> failures,
      OwnerIndex owners,
      NamespaceLimits limits,
      List<Quota> quotas,
      Map<ContainerRef, List<OomKill>> oomKills,
      List<QuotaUse> quotaUses,
      PodSizes podSizes,
      List<Uncovered> uncovered,
      boolean rolloutsRead) {}

  Snapshot read(String namespace) throws WorkloadException {
    Optional<List<Rollout>> foundRollouts = rollouts(namespace);
    NamespaceAssembler assembly =
        new NamespaceAssembler(workloads.list(namespace), foundRollouts.orElse(List.of()));
    List<IntermediateOwner> replicaSets = replicaSets(namespace);
    replicaSets.forEach(assembly::addBetween);
    List<PodRecord> pods = pods(namespace);
    pods.forEach(assembly::addPod);
    List<QuotaLines.Read> quotas = quotas(namespace);
    NamespaceLimits limits = NamespaceLimits.of(limitRanges(namespace));
    List<Workload> found = assembly.workloads(limits, autoscalers.read(namespace));
    return new Snapshot(
        namespace,
        found,
        assembly.failures(),
        assembly.owners(),
        limits,
        quotas.stream().flatMap(q -> q.sized().stream()).toList(),
        assembly.oomKills(found),
        quotas.stream().flatMap(q -> q.all().stream()).toList(),
        sizes(namespace, pods),
        new Uncovering(namespace, assembly.owners(), replicaSets).find(pods, found),
        foundRollouts.isPresent());
  }

  private static PodSizes sizes(String namespace, List<PodRecord> pods) {
    Map<PodRef, Map<String, Map<Resource, Size>>> sizes = new HashMap<>();
    Map<PodRef, PodPlace> places = new HashMap<>();
    for (PodRecord pod : pods) {
      if (!pod.ended()) {
        PodRef ref = new PodRef(namespace, pod.name());
        sizes.put(ref, pod.inForce());
        pod.place().ifPresent(place -> places.put(ref, place));
      }
    }
    return new PodSizes(sizes, places);
  }

  /** Rollouts are an extra: not served or not allowed, the others are read all the same. */
  private Optional<List<Rollout>> rollouts(String namespace) throws WorkloadException {
    try {
      return rollouts.isServed() ? Optional.of(rollouts.list(namespace)) : Optional.empty();
    } catch (WorkloadException e) {
      if (e.reason() == Reason.KUBERNETES_FORBIDDEN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private List<IntermediateOwner> replicaSets(String namespace) throws WorkloadException {
    return objects.read(
        new ResourceType<>("replicasets.apps", ReplicaSet::new, client.apps().replicaSets()),
        namespace,
        r ->
            new IntermediateOwner(
                r.getMetadata().getName(),
                r.getMetadata().getUid(),
                Controller.of(r.getMetadata())));
  }

  private List<PodRecord> pods(String namespace) throws WorkloadException {
    return objects.read(
        new ResourceType<>("pods", Pod::new, client.pods()), namespace, new PodRecord.Reduction());
  }

  private List<LimitRange> limitRanges(String namespace) throws WorkloadException {
    return objects.read(
        new ResourceType<>("limitranges", LimitRange::new, client.limitRanges()),
        namespace,
        Function.identity());
  }

  private List<QuotaLines.Read> quotas(String namespace) throws WorkloadException {
    return objects.read(
        new ResourceType<>("resourcequotas", ResourceQuota::new, client.resourceQuotas()),
        namespace,
        QuotaLines::read);
  }
}

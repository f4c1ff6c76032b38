// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.quota.QuotaUse;
import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.workload.ClusterView.Failure;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.kubernetes.ObjectLister.Listing;
import dev.rightsizing.workload.kubernetes.OwnerIndex.Between;
import dev.rightsizing.workload.kubernetes.RolloutReader.Rollout;
import dev.rightsizing.workload.kubernetes.footprint.Autoscalers;
import dev.rightsizing.workload.kubernetes.footprint.Autoscalers.Target;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads one namespace: owners before what they own, so that every pod finds its workload. */
final class NamespaceReader {

  private final KubernetesClient client;
  private final ObjectLister lister;
  private final WorkloadReader workloads;
  private final RolloutReader rollouts;

  NamespaceReader(KubernetesClient client, ObjectLister lister, RolloutReader rollouts) {
    this.client = client;
    this.lister = lister;
    this.rollouts = rollouts;
    this.workloads = new WorkloadReader(client, lister);
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
      boolean rolloutsRead) {}

  Snapshot read(String namespace) throws WorkloadException {
    Optional<List<Rollout>> foundRollouts = rollouts(namespace);
    Assembly assembly = new Assembly(workloads.list(namespace), foundRollouts.orElse(List.of()));
    replicaSets(namespace).forEach(assembly::addBetween);
    pods(namespace).forEach(assembly::addPod);
    List<QuotaLines.Read> quotas = quotas(namespace);
    NamespaceLimits limits = NamespaceLimits.of(limitRanges(namespace));
    return new Snapshot(
        namespace,
        assembly.workloads(limits, autoscalers(namespace)),
        assembly.failures(),
        assembly.owners(),
        limits,
        quotas.stream().flatMap(q -> q.sized().stream()).toList(),
        assembly.oomKills(),
        quotas.stream().flatMap(q -> q.all().stream()).toList(),
        foundRollouts.isPresent());
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

  /** An extra too: without them only the worst case of quotas is too low. */
  private Autoscalers autoscalers(String namespace) throws WorkloadException {
    try {
      return Autoscalers.of(
          lister
              .list(
                  Listing.of(
                      "horizontalpodautoscalers.autoscaling",
                      namespace,
                      client.autoscaling().v2().horizontalPodAutoscalers().inNamespace(namespace)),
                  Target::of)
              .stream()
              .flatMap(Optional::stream)
              .toList());
    } catch (WorkloadException e) {
      if (e.reason() == Reason.KUBERNETES_FORBIDDEN) {
        return Autoscalers.of(List.of());
      }
      throw e;
    }
  }

  private List<Between> replicaSets(String namespace) throws WorkloadException {
    return lister.list(
        Listing.of(
            "replicasets.apps", namespace, client.apps().replicaSets().inNamespace(namespace)),
        r ->
            new Between(
                r.getMetadata().getName(),
                r.getMetadata().getUid(),
                Controller.of(r.getMetadata())));
  }

  private List<PodRecord> pods(String namespace) throws WorkloadException {
    return lister.list(
        Listing.of("pods", namespace, client.pods().inNamespace(namespace)),
        new PodRecord.Reduction());
  }

  private List<LimitRange> limitRanges(String namespace) throws WorkloadException {
    return lister.list(
        Listing.of("limitranges", namespace, client.limitRanges().inNamespace(namespace)),
        Function.identity());
  }

  private List<QuotaLines.Read> quotas(String namespace) throws WorkloadException {
    return lister.list(
        Listing.of("resourcequotas", namespace, client.resourceQuotas().inNamespace(namespace)),
        QuotaLines::read);
  }
}

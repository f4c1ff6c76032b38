// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.watch.ChangeListener;
import dev.rightsizing.watch.ResourceType;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.kubernetes.live.WatchedKind.Setting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** All that is watched, each kind from when it is first needed. */
final class LiveWatches implements AutoCloseable {
  private final List<WatchedKind<?, ?>> all = new ArrayList<>();
  private final Setting setting;
  private final WatchedKind<Pod, KeptPod> pods;
  private final WatchedKind<ReplicaSet, Between> replicaSets;
  private final WatchedKind<Deployment, Standing> deployments;
  private final WatchedKind<StatefulSet, Standing> statefulSets;
  private final WatchedKind<DaemonSet, Standing> daemonSets;
  private final WatchedKind<CronJob, Standing> cronJobs;
  private final WatchedKind<Job, Standing> jobs;
  private final WatchedKind<GenericKubernetesResource, Standing> rollouts;
  private final WatchedKind<PodDisruptionBudget, Budget> budgets;
  private final WatchedKind<GenericKubernetesResource, Optional<TargetedVpa>> vpas;
  private final WatchedKind<Node, KeptNode> nodes;

  LiveWatches(KubernetesClient client, Setting setting, PodEvents events) {
    this.setting = setting;
    var apps = client.apps();
    pods = kind("pods", Pod::new, client.pods(), new LivePods(), events::pod);
    replicaSets =
        kind(
            "replicasets.apps",
            ReplicaSet::new,
            apps.replicaSets(),
            Between::of,
            (before, now) ->
                now.ifPresentOrElse(events::owner, () -> before.ifPresent(events::ownerGone)));
    deployments =
        kind("deployments.apps", Deployment::new, apps.deployments(), Standings::deployment);
    statefulSets =
        kind("statefulsets.apps", StatefulSet::new, apps.statefulSets(), Standings::statefulSet);
    daemonSets = kind("daemonsets.apps", DaemonSet::new, apps.daemonSets(), Standings::daemonSet);
    cronJobs =
        kind("cronjobs.batch", CronJob::new, client.batch().v1().cronjobs(), JobStandings::of);
    jobs =
        kind(
            "jobs.batch",
            Job::new,
            client.batch().v1().jobs(),
            JobStandings::of,
            (before, now) ->
                now.map(Between::of)
                    .ifPresentOrElse(
                        events::owner, () -> before.map(Between::of).ifPresent(events::ownerGone)));
    rollouts =
        kind(
            "rollouts.argoproj.io",
            GenericKubernetesResource::new,
            client.genericKubernetesResources(ArgoRollouts.CONTEXT),
            new ArgoRollouts(client)::read);
    budgets =
        kind(
            "poddisruptionbudgets.policy",
            PodDisruptionBudget::new,
            client.policy().v1().podDisruptionBudget(),
            Budget::of);
    vpas =
        kind(
            "verticalpodautoscalers.autoscaling.k8s.io",
            GenericKubernetesResource::new,
            client.genericKubernetesResources(TargetedVpa.CONTEXT),
            TargetedVpa::of);
    nodes = kind("nodes", Node::new, client.resources(Node.class), KeptNode::of);
  }

  private <T extends HasMetadata, R> WatchedKind<T, R> kind(
      String resource,
      Supplier<T> blank,
      MixedOperation<T, ? extends KubernetesResourceList<T>, ?> objects,
      Function<T, R> keep) {
    return kind(resource, blank, objects, keep, ChangeListener.none());
  }

  private <T extends HasMetadata, R> WatchedKind<T, R> kind(
      String resource,
      Supplier<T> blank,
      MixedOperation<T, ? extends KubernetesResourceList<T>, ?> objects,
      Function<T, R> keep,
      ChangeListener<? super R> changes) {
    WatchedKind<T, R> watched =
        new WatchedKind<>(new ResourceType<>(resource, blank, objects), keep, changes, setting);
    all.add(watched);
    return watched;
  }

  WatchedKind<Pod, KeptPod> pods() {
    return pods;
  }

  WatchedKind<ReplicaSet, Between> replicaSets() {
    return replicaSets;
  }

  WatchedKind<Job, Standing> jobs() {
    return jobs;
  }

  WatchedKind<Node, KeptNode> nodes() {
    return nodes;
  }

  WatchedKind<PodDisruptionBudget, Budget> budgets() {
    return budgets;
  }

  WatchedKind<GenericKubernetesResource, Optional<TargetedVpa>> vpas() {
    return vpas;
  }

  /** The objects of a kind of workload in a namespace. */
  List<Standing> standings(WorkloadKind kind, String namespace) throws WorkloadException {
    return switch (kind) {
      case DEPLOYMENT -> deployments.in(namespace);
      case STATEFULSET -> statefulSets.in(namespace);
      case DAEMONSET -> daemonSets.in(namespace);
      case CRONJOB -> cronJobs.in(namespace);
      case JOB -> jobs.in(namespace);
      case ROLLOUT -> rollouts.in(namespace);
    };
  }

  @Override
  public void close() {
    all.forEach(WatchedKind::close);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.ResizeSupport;
import dev.rightsizing.model.apply.WorkloadFacts;
import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.LiveCluster;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.kubernetes.ObjectLister;
import dev.rightsizing.workload.kubernetes.ServedKind;
import dev.rightsizing.workload.kubernetes.live.WatchedKind.Setting;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Keeps what decides on changes by watches, which begin with the first call of {@link #facts}.
 * Needs {@code list} and {@code watch} on pods, ReplicaSets, the workloads, PodDisruptionBudgets
 * and, where they are served, VerticalPodAutoscalers and Rollouts; on nodes it is optional.
 */
public final class KubernetesLiveCluster implements LiveCluster, AutoCloseable {
  private final LiveWatches watches;
  private final PodEvents events = new PodEvents();
  private final ServedKind vpas;
  private final ServerSupport support;
  private final Clock clock;
  private final boolean wholeCluster;
  private volatile Instant nodesRefusedUntil = Instant.MIN;

  /**
   * Begins nothing yet.
   *
   * @param client shared, not closed here
   * @param namespaces the only ones that may be watched, and then nothing is known of nodes; all of
   *     the cluster when empty
   */
  public KubernetesLiveCluster(
      KubernetesClient client, Set<String> namespaces, Clock clock, FallbackListener fallbacks) {
    ObjectLister lister = new ObjectLister(client.getMasterUrl().toString());
    this.wholeCluster = namespaces.isEmpty();
    this.clock = clock;
    this.watches =
        new LiveWatches(client, new Setting(lister, !wholeCluster, clock, fallbacks), events);
    this.vpas = new ServedKind(client, lister, clock, TargetedVpa.API_VERSION, TargetedVpa.KIND);
    this.support = new ServerSupport(client, lister, clock);
  }

  @Override
  public void onPods(Consumer<WorkloadRef> listener) {
    events.add(listener);
  }

  @Override
  public Map<WorkloadRef, WorkloadFacts> facts(Collection<Workload> workloads, ClusterView view)
      throws WorkloadException {
    if (workloads.isEmpty()) {
      return Map.of();
    }
    ResizeSupport resizes = support.read();
    boolean vpasServed = vpas.isServed();
    NodeRooms rooms = rooms();
    Map<String, List<Quota>> quotas =
        view.quotas().stream().collect(Collectors.groupingBy(Quota::namespace));
    Map<String, List<Workload>> byNamespace = new TreeMap<>();
    for (Workload workload : workloads) {
      byNamespace.computeIfAbsent(workload.ref().namespace(), n -> new ArrayList<>()).add(workload);
    }
    Map<WorkloadRef, WorkloadFacts> facts = new HashMap<>();
    for (Map.Entry<String, List<Workload>> entry : byNamespace.entrySet()) {
      String namespace = entry.getKey();
      NamespaceFacts read =
          new NamespaceFacts(namespace, entry.getValue(), watches, vpasServed, events);
      for (Workload workload : entry.getValue()) {
        read.standing(workload)
            .map(
                standing -> {
                  List<LivePod> pods = pods(read.pods(workload.ref()), rooms);
                  return new WorkloadFacts(
                      workload,
                      standing.rollout(),
                      pods,
                      read.budgets(workload.ref()),
                      read.verticalAutoscalers(workload),
                      view.limits().getOrDefault(namespace, Map.of()),
                      quotas.getOrDefault(namespace, List.of()),
                      rooms.of(nodes(pods)),
                      resizes,
                      standing.names().release(),
                      standing.names().sizes());
                })
            .ifPresent(found -> facts.put(workload.ref(), found));
      }
    }
    return facts;
  }

  /** Without the right to read nodes nothing is known of them; it is tried again later. */
  private NodeRooms rooms() throws WorkloadException {
    if (!wholeCluster || clock.instant().isBefore(nodesRefusedUntil)) {
      return NodeRooms.NONE;
    }
    try {
      return new NodeRooms(watches.nodes().all(), watches.pods().all());
    } catch (WorkloadException e) {
      if (e.reason() != Reason.KUBERNETES_FORBIDDEN) {
        throw e;
      }
      nodesRefusedUntil = clock.instant().plus(ServedKind.DISCOVERY_HOLDS);
      return NodeRooms.NONE;
    }
  }

  private static List<LivePod> pods(List<KeptPod> kept, NodeRooms rooms) {
    return kept.stream()
        .flatMap(pod -> pod.live().stream())
        .map(
            pod ->
                pod.node().filter(rooms::isWindows).isPresent() && !pod.windows()
                    ? pod.onWindows()
                    : pod)
        .toList();
  }

  private static Set<String> nodes(List<LivePod> pods) {
    return pods.stream().map(LivePod::node).flatMap(Optional::stream).collect(Collectors.toSet());
  }

  /** Ends the watches. */
  @Override
  public void close() {
    watches.close();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.Nodes;
import dev.rightsizing.model.PodPlace;
import dev.rightsizing.model.PodSizes;
import dev.rightsizing.model.PodSizes.PodRef;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.LabelSelector;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.kubernetes.NamespaceReader.Snapshot;
import dev.rightsizing.workload.kubernetes.ObjectLister.Listing;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Reads workloads from a Kubernetes API server, by lists or from what watches keep. Needs {@code
 * list} on what it reads, and {@code watch} to read often; {@code deploy/rbac.yaml} grants both.
 */
public final class KubernetesWorkloadSource implements WorkloadSource, AutoCloseable {

  /**
   * Namespaces that a view reads at once: enough to hide latency, too few to trouble an API server.
   */
  private static final int PARALLEL_NAMESPACES = 4;

  private static final long IDLE_SECONDS = 10;

  /** As few namespaces are always listed one by one. */
  private static final int FEW_NAMESPACES = 5;

  private final KubernetesClient client;
  private final ObjectLister lister;
  private final Clock clock;
  private final boolean watching;
  private final NamespaceReader reader;
  private final NodeReader nodes;
  private final Runnable end;
  private final ExecutorService readers = readers();

  /** How many namespaces there were when somebody last asked for all of them. */
  private volatile int all = Integer.MAX_VALUE;

  /**
   * Lists at each read: for a process that reads once.
   *
   * @param client shared, not closed here; its request timeout and retries apply to every page
   * @param clock for how long the answer of the API discovery holds
   */
  public KubernetesWorkloadSource(KubernetesClient client, Clock clock) {
    this.client = client;
    this.lister = new ObjectLister(client.getMasterUrl().toString());
    this.clock = clock;
    this.watching = false;
    this.reader = reader(client, lister, lister, clock);
    this.nodes = new NodeReader(client, lister, clock);
    this.end = () -> {};
  }

  private KubernetesWorkloadSource(
      KubernetesClient client, Set<String> namespaces, Clock clock, FallbackListener fallbacks) {
    this.client = client;
    this.lister = new ObjectLister(client.getMasterUrl().toString());
    this.clock = clock;
    this.watching = true;
    WatchedObjects watched = new WatchedObjects(lister, namespaces, clock, fallbacks);
    this.reader = reader(client, lister, watched, clock);
    this.nodes = new NodeReader(client, lister, clock);
    this.end = watched::close;
  }

  /**
   * Keeps what it has seen up to date by watches, which begin when they are first needed: for a
   * process that reads often.
   *
   * @param namespaces the only ones that may be watched; all of the cluster when empty
   */
  public static KubernetesWorkloadSource watching(
      KubernetesClient client, Set<String> namespaces, Clock clock, FallbackListener fallbacks) {
    return new KubernetesWorkloadSource(client, namespaces, clock, fallbacks);
  }

  private static NamespaceReader reader(
      KubernetesClient client, ObjectLister lister, ObjectReader objects, Clock clock) {
    return new NamespaceReader(
        client,
        objects,
        new RolloutReader(client, lister, objects, clock),
        new AutoscalerReader(client, lister, objects, clock));
  }

  /**
   * Each view is the bound of its own threads, so that a slow one keeps no other from its own. Idle
   * threads end, so that a source that is not closed costs nothing.
   */
  private static ExecutorService readers() {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "namespaces-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Ends the watches and the reading. */
  @Override
  public void close() {
    end.run();
    readers.shutdownNow();
  }

  @Override
  public ClusterView view(Set<String> namespaces) throws WorkloadException {
    List<Snapshot> snapshots = new ArrayList<>();
    NamespaceReader chosen =
        isMost(namespaces) ? reader(client, lister, new WholeCluster(lister), clock) : reader;
    Queue<String> left = new ArrayDeque<>(new TreeSet<>(namespaces));
    Queue<Future<Snapshot>> reads = new ArrayDeque<>();
    try {
      while (!left.isEmpty() || !reads.isEmpty()) {
        while (!left.isEmpty() && reads.size() < PARALLEL_NAMESPACES) {
          String namespace = left.remove();
          reads.add(readers.submit(() -> chosen.read(namespace)));
        }
        snapshots.add(result(reads.remove()));
      }
    } finally {
      reads.forEach(read -> read.cancel(true));
    }
    Set<String> wanted =
        snapshots.stream()
            .flatMap(s -> s.workloads().stream())
            .flatMap(w -> w.nodes().stream())
            .collect(Collectors.toSet());
    return combine(snapshots, nodes.read(wanted));
  }

  /**
   * Whether one cluster-wide list is cheaper than one per namespace: it also reads namespaces that
   * were not requested, so these must be the fewer.
   */
  private boolean isMost(Set<String> namespaces) {
    return !watching && namespaces.size() > FEW_NAMESPACES && namespaces.size() >= all / 2;
  }

  private static Snapshot result(Future<Snapshot> read) throws WorkloadException {
    try {
      return read.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkloadException(
          Reason.KUBERNETES_UNREACHABLE, "Reading the cluster was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WorkloadException known) {
        throw known;
      }
      throw new IllegalStateException("Reading a namespace failed unexpectedly", e.getCause());
    }
  }

  private static ClusterView combine(List<Snapshot> snapshots, Nodes nodes) {
    List<Workload> workloads = new ArrayList<>();
    List<ClusterView.Failure> failures = new ArrayList<>();
    List<Quota> quotas = new ArrayList<>();
    Map<String, Map<Resource, ContainerLimits>> limits = new HashMap<>();
    Map<String, OwnerIndex> owners = new HashMap<>();
    Map<ContainerRef, List<OomKill>> kills = new HashMap<>();
    Map<PodRef, Map<String, Map<Resource, Size>>> podSizes = new HashMap<>();
    Map<PodRef, PodPlace> podPlaces = new HashMap<>();
    boolean rolloutsRead = true;
    for (Snapshot snapshot : snapshots) {
      workloads.addAll(snapshot.workloads());
      failures.addAll(snapshot.failures());
      quotas.addAll(snapshot.quotas());
      kills.putAll(snapshot.oomKills());
      podSizes.putAll(snapshot.podSizes().byPod());
      podPlaces.putAll(snapshot.podSizes().places());
      owners.put(snapshot.name(), snapshot.owners());
      rolloutsRead &= snapshot.rolloutsRead();
      if (!snapshot.limits().limits().isEmpty()) {
        limits.put(snapshot.name(), snapshot.limits().limits());
      }
    }
    workloads.sort(Comparator.comparing(Workload::ref));
    return new ClusterView(
        workloads,
        failures,
        (namespace, pod) -> Optional.ofNullable(owners.get(namespace)).flatMap(o -> o.ownerOf(pod)),
        limits,
        quotas,
        rolloutsRead ? Set.of() : Set.of(WorkloadKind.ROLLOUT),
        kills,
        snapshots.stream().flatMap(s -> s.quotaUses().stream()).toList(),
        nodes,
        new PodSizes(podSizes, podPlaces),
        snapshots.stream().flatMap(s -> s.uncovered().stream()).toList());
  }

  @Override
  public Set<String> namespaces(LabelSelector selector) throws WorkloadException {
    Set<String> names = new TreeSet<>();
    lister
        .list(
            new Listing<>(
                "namespaces",
                "the cluster",
                client.namespaces().withLabelSelector(SelectorTranslation.toKubernetes(selector))),
            n ->
                isTerminating(n)
                    ? Optional.<String>empty()
                    : Optional.of(n.getMetadata().getName()))
        .forEach(name -> name.ifPresent(names::add));
    if (selector.equals(LabelSelector.EVERYTHING)) {
      all = names.size();
    }
    return names;
  }

  private static boolean isTerminating(Namespace namespace) {
    return namespace.getMetadata().getDeletionTimestamp() != null
        || (namespace.getStatus() != null
            && "Terminating".equals(namespace.getStatus().getPhase()));
  }
}

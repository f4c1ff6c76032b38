// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.apply.ApplyEvent;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.recommend.ApplyMapper;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.StatusWriter;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.testkit.played.PlayedControllers;
import dev.rightsizing.testkit.played.PlayedKubelet;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A namespace with workloads, and all that can happen to them. */
final class ChaosCluster implements AutoCloseable {
  private static final List<String> GOALS =
      List.of("300m/300Mi", "500m/700Mi", "1500m/2Gi", "2/1500Mi");

  private final KubernetesClient client;
  private final SettableClock clock;
  private final String namespace;
  private final KubernetesObjects objects;
  private final PlayedControllers controllers;
  private final PlayedKubelet kubelet;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, ApplyStrategy> strategies = new TreeMap<>();
  private final Map<String, String> goals = new HashMap<>();
  private final Map<String, Set<String>> known = new HashMap<>();
  private final Set<ApplyEvent.Kind> seen = EnumSet.noneOf(ApplyEvent.Kind.class);
  private final Set<String> managers = new HashSet<>();
  private int releases;

  ChaosCluster(LocalApiServer server, SettableClock clock) {
    this.client = server.client();
    this.clock = clock;
    Crds.install(client);
    namespace = server.newNamespace("chaos");
    objects = new KubernetesObjects(client, namespace);
    List<String> names = List.of(namespace + "-one", namespace + "-two");
    names.forEach(name -> nodes.add(node(name)));
    controllers = new PlayedControllers(client, namespace, names);
    kubelet = new PlayedKubelet(client, namespace, clock);
  }

  private Node node(String name) {
    Map<String, Quantity> size = KubernetesObjects.quantities("cpu=64,memory=256Gi,pods=500");
    return client
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .withCapacity(size)
                .withAllocatable(size)
                .withNewNodeInfo()
                .withKubeletVersion("v1.35.4")
                .withOperatingSystem("linux")
                .endNodeInfo()
                .endStatus()
                .build())
        .create();
  }

  KubernetesClient client() {
    return client;
  }

  Clock clock() {
    return clock;
  }

  String namespace() {
    return namespace;
  }

  PlayedKubelet kubelet() {
    return kubelet;
  }

  List<String> names() {
    return List.copyOf(strategies.keySet());
  }

  ApplyStrategy strategy(String name) {
    return strategies.get(name);
  }

  Set<ApplyEvent.Kind> seen() {
    return seen;
  }

  void happened(ApplyEvent event) {
    seen.add(event.kind());
  }

  ApplySettings settings(ApplyStrategy strategy) {
    return new ApplySettings(
        strategy,
        false,
        false,
        Confidence.Level.HIGH,
        Optional.empty(),
        Duration.ofMinutes(1),
        new ApplySettings.StepLimits(50, 100),
        2,
        Duration.ofMinutes(2),
        List.of(),
        false,
        ApplySettings.Interruption.UNDO,
        managers);
  }

  /** A workload of pods of 1 core and 1Gi, all of which run. */
  void workload(String name, int replicas, ApplyStrategy strategy) {
    strategies.put(name, strategy);
    known.put(name, new HashSet<>(Set.of(text("1", "1Gi"))));
    objects
        .deployment(
            name,
            replicas,
            KubernetesObjects.pod(KubernetesObjects.container("app", "cpu=1,memory=1Gi", "")))
        .getMetadata()
        .getManagedFields()
        .forEach(field -> managers.add(field.getManager()));
    client
        .resource(
            Serialization.unmarshal(
                """
                metadata:
                  name: deployment-%1$s
                  namespace: %2$s
                  labels: {rightsizing.dev/policy: p, rightsizing.dev/policy-namespace: %2$s}
                spec: {policy: p, target: {apiVersion: apps/v1, kind: Deployment, name: %1$s}}
                """
                    .formatted(name, namespace),
                Recommendation.class))
        .create();
    play();
    play();
  }

  /** Lets controllers and kubelets do what is theirs. */
  void play() {
    controllers.play();
    kubelet.play();
  }

  /** Recommends another size, as an evaluation does. */
  void goal(String name, Random random) {
    String goal = GOALS.get(random.nextInt(GOALS.size()));
    String[] sizes = goal.split("/");
    goals.put(name, text(sizes[0], sizes[1]));
    new StatusWriter(client, RecommendationStore.FIELD_MANAGER)
        .status(
            recommendation(name),
            Serialization.unmarshal(
                """
                computedAt: "%s"
                confidence: {level: High, history: 7d}
                risk: {level: None}
                containers:
                - name: app
                  role: Main
                  cpu:
                    current: {request: "1"}
                    recommended: {request: "%s"}
                    verdict: UnderProvisioned
                  memory:
                    current: {request: 1Gi}
                    recommended: {request: %s}
                    usage: {max: 100Mi}
                    verdict: UnderProvisioned
                """
                    .formatted(clock.instant(), sizes[0], sizes[1]),
                RecommendationStatus.class));
  }

  String goalOf(String name) {
    return goals.get(name);
  }

  Recommendation recommendation(String name) {
    return client
        .resources(Recommendation.class)
        .inNamespace(namespace)
        .withName("deployment-" + name)
        .require();
  }

  /** By workload. */
  Map<String, Recommendation> recommendations() {
    Map<String, Recommendation> all = new HashMap<>();
    client
        .resources(Recommendation.class)
        .inNamespace(namespace)
        .list()
        .getItems()
        .forEach(r -> all.put(r.getSpec().getTarget().getName(), r));
    return all;
  }

  ApplyMemory memory(String name) {
    return memory(recommendation(name));
  }

  ApplyMemory memory(Recommendation object) {
    ApplyMapper.Remembered read = new ApplyMapper().read(object.getStatus(), clock.instant());
    assertThat(read.unreadable()).isEmpty();
    return read.memory();
  }

  /** The sizes of a memory that was kept may be written from now on. */
  void kept(String name, ApplyMemory memory) {
    memory.flight().ifPresent(flight -> known.get(name).addAll(sizes(name, flight.steps())));
    memory.inForce().ifPresent(force -> known.get(name).addAll(sizes(name, force.steps())));
  }

  /** Sizes before and after; what steps leave out is as any pod has it. */
  private Set<String> sizes(String name, List<SizeStep> steps) {
    Set<String> sizes = new HashSet<>();
    Set<String> cpu = new HashSet<>();
    Set<String> memory = new HashSet<>();
    known.get(name).forEach(size -> cpu.add(size.split("/")[0]));
    known.get(name).forEach(size -> memory.add(size.split("/")[1]));
    for (SizeStep step : steps) {
      Set<String> of = step.resource() == Resource.CPU ? cpu : memory;
      of.add(text(step.from()));
      of.add(text(step.to()));
    }
    cpu.forEach(c -> memory.forEach(m -> sizes.add(c + "/" + m)));
    return sizes;
  }

  /** In millicores or bytes. */
  private static String text(Amount amount) {
    return String.valueOf(
        Math.round(amount.resource() == Resource.CPU ? amount.value() * 1000 : amount.value()));
  }

  private static String text(String cpu, String memory) {
    return text(Amount.parse(Resource.CPU, cpu))
        + "/"
        + text(Amount.parse(Resource.MEMORY, memory));
  }

  private static String text(Size size) {
    return size.request().map(ChaosCluster::text).orElse("-");
  }

  Set<String> knownSizes(String name) {
    return known.get(name);
  }

  /** What is written must be in what is remembered, in the cluster and not in anybody's hands. */
  void assertKept(String name, List<SizeStep> steps) {
    ApplyMemory memory = memory(name);
    List<SizeStep> kept = new ArrayList<>();
    memory.flight().ifPresent(flight -> kept.addAll(flight.steps()));
    memory.inForce().ifPresent(force -> kept.addAll(force.steps()));
    for (SizeStep step : steps) {
      assertThat(kept)
          .as("what is remembered of %s when it is written to: %s", name, memory)
          .anyMatch(
              k ->
                  k.resource() == step.resource()
                      && (k.to().equals(step.to()) || k.from().equals(step.to())));
    }
  }

  List<Pod> pods(String name) {
    return client.pods().inNamespace(namespace).withLabel("app", name).list().getItems();
  }

  /** By workload, the different sizes of its pods. */
  Map<String, Set<String>> sizes() {
    Map<String, Set<String>> sizes = new TreeMap<>();
    names().forEach(name -> sizes.put(name, new TreeSet<>()));
    client
        .pods()
        .inNamespace(namespace)
        .list()
        .getItems()
        .forEach(pod -> sizes.get(pod.getMetadata().getLabels().get("app")).add(size(pod)));
    return sizes;
  }

  private static String size(Pod pod) {
    Map<String, Quantity> requests =
        pod.getSpec().getContainers().get(0).getResources().getRequests();
    return text(requests.get("cpu").toString(), requests.get("memory").toString());
  }

  String delete(Pod pod) {
    client.resource(pod).delete();
    return " " + pod.getMetadata().getName();
  }

  void release(String name) {
    releases++;
    client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(name)
        .edit(
            d -> {
              d.getSpec()
                  .getTemplate()
                  .getSpec()
                  .getContainers()
                  .get(0)
                  .setImage("registry.example/app:" + releases);
              return d;
            });
  }

  void scale(String name, int replicas) {
    objects.scale(name, replicas);
  }

  /** As a person does it, by an annotation. */
  void ask(String name, String annotation) {
    client
        .resources(Recommendation.class)
        .inNamespace(namespace)
        .withName("deployment-" + name)
        .edit(
            r -> {
              r.getMetadata().setAnnotations(Map.of(annotation, clock.instant().toString()));
              return r;
            });
  }

  /** From now on nothing may be requested that is not requested already. */
  void fillQuota() {
    freeQuota();
    Map<String, Quantity> all = KubernetesObjects.quantities("requests.cpu=1m,requests.memory=1Mi");
    ResourceQuota made =
        client
            .resource(
                new ResourceQuotaBuilder()
                    .withNewMetadata()
                    .withName("full")
                    .withNamespace(namespace)
                    .endMetadata()
                    .withNewSpec()
                    .withHard(all)
                    .endSpec()
                    .build())
            .create();
    client
        .resource(
            new ResourceQuotaBuilder(made)
                .withNewStatus()
                .withHard(all)
                .withUsed(all)
                .endStatus()
                .build())
        .updateStatus();
  }

  void freeQuota() {
    client.resourceQuotas().inNamespace(namespace).withName("full").delete();
  }

  String describe() {
    StringBuilder text = new StringBuilder();
    for (String name : names()) {
      text.append(name).append(" wants ").append(goalOf(name)).append(", has");
      pods(name).forEach(pod -> text.append(' ').append(size(pod)));
      text.append(": ")
          .append(Serialization.asJson(recommendation(name).getStatus().getApply()))
          .append('\n');
    }
    return text.toString();
  }

  @Override
  public void close() {
    nodes.forEach(node -> client.resource(node).delete());
    client.namespaces().withName(namespace).delete();
  }
}

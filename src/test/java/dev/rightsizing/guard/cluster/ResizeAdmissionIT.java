// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.Guards;
import dev.rightsizing.guard.Judgement;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.PodShape;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.testkit.Containers;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.apply.LivePods;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the guards of a resize in place let through is what a real API server takes. */
@ExtendWith(LocalApiServer.Provided.class)
class ResizeAdmissionIT {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static final List<Guard> GUARDS =
      List.of(
          new PodLevelResources(),
          new ResourceClaims(),
          new InitContainers(),
          new LimitRemoval(),
          new QosClass(),
          new LimitRanges());

  private final KubernetesClient client;
  private final String namespace;

  ResizeAdmissionIT(LocalApiServer server, KubernetesClient client) {
    this.client = client;
    this.namespace = server.newNamespace("resize");
  }

  @ParameterizedTest
  @CsvSource({
    // cpu and memory of app; cpu and memory of other; its role; claims; cpu and memory after; taken
    "1/2, 1Gi/1Gi, 1/2, 1Gi/1Gi, MAIN, false, 500m/1, 800Mi/900Mi, true",
    "1/1, 1Gi/1Gi, 1/1, 1Gi/1Gi, MAIN, false, 500m/500m, 800Mi/800Mi, true",
    "1/1, 1Gi/1Gi, 1/1, 1Gi/1Gi, MAIN, false, 500m/1, 1Gi/1Gi, false",
    "1/2, 1Gi/1Gi, 1/1, 1Gi/1Gi, SIDECAR, false, 1/1, 1Gi/1Gi, false",
    "1/2, 1Gi/1Gi, 1/2, 1Gi/1Gi, INIT, false, 1/1, 1Gi/1Gi, true",
    "-/-, -/-, -/-, -/-, MAIN, false, 1/2, -/-, false",
    "-/-, -/-, 1/1, 1Gi/1Gi, MAIN, false, 1/2, 1Gi/-, true",
    "1/2, 1Gi/1Gi, 1/2, 1Gi/1Gi, MAIN, false, 1/-, 1Gi/1Gi, false",
    "1/2, 1Gi/1Gi, 1/2, 1Gi/1Gi, MAIN, false, 1/2, 1Gi/-, false",
    "1/-, 1Gi/-, 1/2, 1Gi/1Gi, MAIN, false, 1/2, 1Gi/1Gi, true",
    "1/-, 1Gi/-, 1/2, 1Gi/1Gi, MAIN, false, -/-, 1Gi/-, false",
    "1/2, 1Gi/1Gi, 1/2, 1Gi/1Gi, MAIN, true, 500m/1, 1Gi/1Gi, false",
  })
  void whatIsLetThroughIsTaken(
      String cpu,
      String memory,
      String otherCpu,
      String otherMemory,
      ContainerRole otherRole,
      boolean claims,
      String cpuAfter,
      String memoryAfter,
      boolean taken) {
    Judged judged = new Judged().cpu(cpu, cpuAfter).memory(memory, memoryAfter);
    LivePods live =
        LivePods.app("pod", cpu, memory).with("other", otherRole, otherCpu, otherMemory, claims);
    String qos =
        create(
            container("app", cpu, memory, false, false),
            container("other", otherCpu, otherMemory, otherRole == ContainerRole.SIDECAR, claims),
            otherRole != ContainerRole.MAIN);
    judged.cluster.pods(live.qos(qos));
    assertThat(passes(judged)).as("guards").isEqualTo(taken);
    assertThat(refusal(judged.facts.steps).isEmpty()).as("API server").isEqualTo(taken);
  }

  /** An init container that ends is not resized: the guard leaves it out. */
  @ParameterizedTest
  @CsvSource({"INIT, false", "SIDECAR, true"})
  void ofInitContainersSidecarsAreResized(ContainerRole role, boolean taken) {
    Judged judged = new Judged().with("other", role, Resource.CPU, "1/2", "500m/1");
    create(
        container("app", "1/2", "1Gi/1Gi", false, false),
        container("other", "1/2", "1Gi/1Gi", role == ContainerRole.SIDECAR, false),
        true);
    judged.cluster.pods(
        LivePods.app("pod", "1/2", "1Gi/1Gi").with("other", role, "1/2", "1Gi/1Gi"));
    assertThat(passes(judged)).as("guards").isEqualTo(taken);
    assertThat(refusal(judged.facts.steps).isEmpty()).as("API server").isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({
    // cpu of other; cpu after; LimitRange after the pod was made; taken
    "1/2, 500m/1, '{type: Container, max: {cpu: 1500m}}', false",
    "1/1, 500m/1, '{type: Container, max: {cpu: 1500m}}', true",
    "1/1, 500m/1, '{type: Container, maxLimitRequestRatio: {cpu: 1500m}}', false",
    "1/1, 500m/700m, '{type: Container, maxLimitRequestRatio: {cpu: 1500m}}', true",
    "1/1, 500m/1, '{type: Pod, max: {cpu: 1900m}}', false",
    "1/1, 500m/1, '{type: Pod, max: {cpu: 2}}', true",
  })
  void limitRangesCheckWholePods(String other, String after, String range, boolean taken) {
    Judged judged = new Judged().cpu("1/2", after);
    create(
        container("app", "1/2", "1Gi/1Gi", false, false),
        container("other", other, "1Gi/1Gi", false, false),
        false);
    judged.cluster.pods(
        LivePods.app("pod", "1/2", "1Gi/1Gi").with("other", ContainerRole.MAIN, other, "1Gi/1Gi"));
    client
        .resource(
            """
            apiVersion: v1
            kind: LimitRange
            metadata: {name: bounds, namespace: %s}
            spec: {limits: [%s]}
            """
                .formatted(namespace, range))
        .create();
    boolean ofPods = range.contains("Pod");
    ContainerLimits limits =
        new ContainerLimits(
            "bounds",
            Optional.empty(),
            range.contains("max:")
                ? Optional.of(
                    Amount.parse(Resource.CPU, range.replaceAll(".*\\{cpu: ([0-9m]+)}.*", "$1")))
                : Optional.empty(),
            range.contains("Ratio") ? Optional.of(1.5) : Optional.empty());
    if (ofPods) {
      judged.cluster.workload =
          judged.cluster.workload.withPod(
              new PodShape(Map.of(), Map.of(), Map.of(), Map.of(Resource.CPU, limits)));
    } else {
      judged.cluster.limits.put(Resource.CPU, limits);
    }
    assertThat(passes(judged)).as("guards").isEqualTo(taken);
    assertThat(refusal(judged.facts.steps).isEmpty()).as("API server").isEqualTo(taken);
  }

  private boolean passes(Judged judged) {
    judged.facts.cluster = Optional.of(judged.cluster.facts());
    Judgement judgement = new Guards(GUARDS).judge(judged.step(), judged.facts.facts());
    return judgement.isAllowed() && judgement.step().equals(judged.step());
  }

  private String create(String app, String other, boolean init) {
    client
        .resource(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: pod, namespace: %s}
            spec:
              resourceClaims: [{name: gpu, resourceClaimName: gpu}]
              initContainers: [%s]
              containers: [%s]
            """
                .formatted(namespace, init ? other : "", init ? app : app + ", " + other))
        .create();
    return client.pods().inNamespace(namespace).withName("pod").get().getStatus().getQosClass();
  }

  private static String container(
      String name, String cpu, String memory, boolean sidecar, boolean claims) {
    Size c = Containers.size(Resource.CPU, cpu);
    Size m = Containers.size(Resource.MEMORY, memory);
    return "{name: %s, image: app%s, resources: {requests: {%s}, limits: {%s}%s}}"
        .formatted(
            name,
            sidecar ? ", restartPolicy: Always" : "",
            list(c.request(), m.request()),
            list(c.limit(), m.limit()),
            claims ? ", claims: [{name: gpu}]" : "");
  }

  private static String list(Optional<Amount> cpu, Optional<Amount> memory) {
    return cpu.map(a -> "cpu: " + a + (memory.isPresent() ? ", " : "")).orElse("")
        + memory.map(a -> "memory: " + a).orElse("");
  }

  /** What the API server has against it; empty where it takes it. */
  private Optional<String> refusal(List<SizeStep> steps) {
    boolean init = steps.get(0).role() != ContainerRole.MAIN;
    StringBuilder requests = new StringBuilder();
    StringBuilder limits = new StringBuilder();
    for (SizeStep step : steps) {
      requests.append(part(step, step.to().request()));
      limits.append(part(step, step.to().limit()));
    }
    String patch =
        "{spec: {%s: [{name: %s, resources: {requests: {%s}, limits: {%s}}}]}}"
            .formatted(
                init ? "initContainers" : "containers", steps.get(0).container(), requests, limits);
    try {
      client
          .resource(client.pods().inNamespace(namespace).withName("pod").get())
          .subresource("resize")
          .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), json(patch));
      return Optional.empty();
    } catch (KubernetesClientException e) {
      assertThat(e.getCode()).as(e.getMessage()).isIn(403, 422);
      return Optional.of(e.getMessage());
    }
  }

  private static String json(String yaml) {
    try {
      return YAML.readTree(yaml).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }

  private static String part(SizeStep step, Optional<Amount> amount) {
    return step.resource().key() + ": " + amount.map(Amount::toString).orElse("null") + ", ";
  }
}

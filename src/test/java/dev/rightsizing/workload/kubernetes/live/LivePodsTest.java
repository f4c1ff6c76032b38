// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.LivePod.Ended;
import dev.rightsizing.model.apply.LivePod.LiveContainer;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LivePodsTest {
  private static final String WEB =
      """
      {"metadata": {"name": "web-6d4-x2x4z", "namespace": "shop", "uid": "u-1",
        "creationTimestamp": "2026-03-04T08:00:00Z", "generation": 2,
        "labels": {"app": "web", "pod-template-hash": "6d4"},
        "annotations": {"rightsizing.dev/applied-by": "shop/web@12"},
        "ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web-6d4",
          "uid": "rs-1", "controller": true}]},
       "spec": {"nodeName": "node-a", "overhead": {"memory": "16Mi"},
        "initContainers": [
          {"name": "setup", "resources": {"requests": {"cpu": "4"}}},
          {"name": "mesh", "restartPolicy": "Always", "resources": {"requests": {"cpu": "100m"}}}],
        "containers": [{"name": "app",
          "resources": {"requests": {"cpu": "500m", "memory": "64Mi"},
                        "limits": {"cpu": "0", "memory": "128Mi"}},
          "resizePolicy": [{"resourceName": "cpu", "restartPolicy": "NotRequired"},
                           {"resourceName": "memory", "restartPolicy": "RestartContainer"}]}]},
       "status": {"phase": "Running", "qosClass": "Burstable",
        "conditions": [{"type": "Ready", "status": "False",
          "lastTransitionTime": "2026-03-04T09:00:00Z"}],
        "initContainerStatuses": [
          {"name": "setup", "restartCount": 0, "state": {"terminated": {"exitCode": 0,
            "reason": "Completed", "finishedAt": "2026-03-04T08:00:09Z"}}},
          {"name": "mesh", "restartCount": 0,
            "state": {"running": {"startedAt": "2026-03-04T08:00:10Z"}}}],
        "containerStatuses": [{"name": "app", "restartCount": 3,
          "allocatedResources": {"cpu": "500m", "memory": "64Mi"},
          "resources": {"requests": {"cpu": "500m", "memory": "64Mi"},
                        "limits": {"memory": "128Mi"}},
          "state": {"waiting": {"reason": "CrashLoopBackOff"}},
          "lastState": {"terminated": {"exitCode": 137, "reason": "OOMKilled",
            "finishedAt": "2026-03-04T08:59:59Z"}}}]}}""";

  private static KeptPod kept(String json) {
    return new LivePods().apply(Json.read(json, Pod.class));
  }

  private static LivePod live(String json) {
    return kept(json).live().orElseThrow();
  }

  @Test
  void readsAPod() {
    LivePod pod = live(WEB);

    assertThat(pod.name()).isEqualTo("web-6d4-x2x4z");
    assertThat(pod.uid()).isEqualTo("u-1");
    assertThat(pod.created()).isEqualTo("2026-03-04T08:00:00Z");
    assertThat(pod.node()).contains("node-a");
    assertThat(pod.isBound()).isTrue();
    assertThat(pod.ready()).isFalse();
    assertThat(pod.readySince()).contains(Instant.parse("2026-03-04T09:00:00Z"));
    assertThat(pod.qos()).isEqualTo("Burstable");
    assertThat(pod.revision()).isEqualTo("6d4");
    assertThat(pod.appliedBy()).contains("shop/web@12");
    assertThat(List.of(pod.mirror(), pod.windows(), pod.podLevel(), pod.doNotDisrupt()))
        .containsOnly(false);
    assertThat(pod.containers())
        .extracting(LiveContainer::name, LiveContainer::role)
        .containsExactly(
            tuple("app", ContainerRole.MAIN),
            tuple("setup", ContainerRole.INIT),
            tuple("mesh", ContainerRole.SIDECAR));
  }

  @Test
  void readsAContainer() {
    LiveContainer app = live(WEB).container("app").orElseThrow();

    assertThat(app.spec(Resource.CPU)).isEqualTo(Size.of(Amount.cores(0.5), null));
    assertThat(app.spec(Resource.MEMORY))
        .isEqualTo(Size.of(Amount.bytes(64 << 20), Amount.bytes(128 << 20)));
    assertThat(app.actual()).isEqualTo(app.spec());
    assertThat(app.allocated())
        .isEqualTo(
            Map.of(Resource.CPU, Amount.cores(0.5), Resource.MEMORY, Amount.bytes(64 << 20)));
    assertThat(app.claims()).isFalse();
    assertThat(app.restartsFor()).containsExactly(Resource.MEMORY);
    assertThat(app.restarts()).isEqualTo(3);
    assertThat(app.started()).isEmpty();
    assertThat(app.waiting()).contains("CrashLoopBackOff");
    assertThat(app.last())
        .contains(new Ended(Ended.OOM_KILLED, 137, Instant.parse("2026-03-04T08:59:59Z")));
  }

  @Test
  void aContainerThatRunsSaysSinceWhenAndOneThatHasEndedHow() {
    LivePod pod = live(WEB);

    assertThat(pod.container("mesh").orElseThrow().started())
        .contains(Instant.parse("2026-03-04T08:00:10Z"));
    assertThat(pod.container("mesh").orElseThrow().last()).isEmpty();
    assertThat(pod.container("setup").orElseThrow().last().orElseThrow().reason())
        .isEqualTo("Completed");
  }

  @Test
  void anEndThatIsNotFollowedByAStartIsTheLast() {
    String dead =
        WEB.replace(
            "{\"waiting\": {\"reason\": \"CrashLoopBackOff\"}}",
            "{\"terminated\": {\"exitCode\": 1, \"reason\": \"Error\"}}");

    assertThat(live(dead).container("app").orElseThrow().last())
        .contains(new Ended("Error", 1, Instant.EPOCH));
  }

  @Test
  void theSchedulerCountsTheGreatestInitContainerAndTheOverhead() {
    assertThat(kept(WEB).asks())
        .isEqualTo(Map.of(Resource.CPU, Amount.cores(4), Resource.MEMORY, Amount.bytes(80 << 20)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Succeeded", "Failed"})
  void aPodThatHasEndedIsNone(String phase) {
    assertThat(kept(WEB.replace("\"Running\"", "\"" + phase + "\"")).live()).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"annotations\": {; \"annotations\": {\"kubernetes.io/config.mirror\": \"x\",; mirror",
        "\"annotations\": {; \"annotations\": {\"karpenter.sh/do-not-disrupt\": \"true\",; kept",
        "\"nodeName\"; \"os\": {\"name\": \"windows\"}, \"nodeName\"; windows",
        "\"nodeName\"; \"nodeSelector\": {\"kubernetes.io/os\": \"windows\"}, \"nodeName\"; windows",
        "\"nodeName\"; \"resources\": {\"requests\": {\"cpu\": \"1\"}}, \"nodeName\"; podLevel",
        "\"uid\": \"u-1\"; \"uid\": \"u-1\", \"deletionTimestamp\": \"2026-03-04T09:00:00Z\"; deleting",
        "\"limits\": {\"cpu\": \"0\"; \"claims\": [{\"name\": \"gpu\"}], \"limits\": {\"cpu\": \"0\"; claims",
        "\"status\": \"False\"; \"status\": \"True\"; ready",
      })
  void seesWhatStandsInTheWay(String from, String to, String what) {
    LivePod before = live(WEB);
    LivePod after = live(WEB.replace(from, to));

    assertThat(flag(before, what)).isFalse();
    assertThat(flag(after, what)).isTrue();
  }

  private static boolean flag(LivePod pod, String what) {
    return switch (what) {
      case "mirror" -> pod.mirror();
      case "kept" -> pod.doNotDisrupt();
      case "windows" -> pod.windows();
      case "podLevel" -> pod.podLevel();
      case "deleting" -> pod.deleting() && !pod.isBound();
      case "claims" -> pod.container("app").orElseThrow().claims();
      case "ready" -> pod.ready();
      default -> throw new IllegalArgumentException(what);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "pod-template-hash,          6d4",
    "controller-revision-hash,   6d4",
    "rollouts-pod-template-hash, 6d4",
    "unrelated,                  ''",
  })
  void theRevisionIsALabelOfTheWorkloadsKind(String label, String revision) {
    assertThat(live(WEB.replace("pod-template-hash", label)).revision()).isEqualTo(revision);
  }

  @Test
  void partsThatAreEqualAreKeptOnce() {
    LivePods reduction = new LivePods();
    KeptPod one = reduction.apply(Json.read(WEB, Pod.class));
    KeptPod other = reduction.apply(Json.read(WEB, Pod.class));
    LiveContainer first = one.live().orElseThrow().containers().get(0);
    LiveContainer second = other.live().orElseThrow().containers().get(0);

    assertThat(other.labels()).isSameAs(one.labels());
    assertThat(other.asks()).isSameAs(one.asks());
    assertThat(second.spec()).isSameAs(first.spec());
    assertThat(second.actual()).isSameAs(first.actual());
    assertThat(second.name()).isSameAs(first.name());
  }

  @Test
  void aPodWithoutStatusWaits() {
    LivePod pod =
        live(
            """
            {"metadata": {"name": "web-1", "namespace": "shop"},
             "spec": {"containers": [{"name": "app"}]}}""");

    assertThat(pod.node()).isEqualTo(Optional.empty());
    assertThat(pod.ready()).isFalse();
    assertThat(pod.readySince()).isEmpty();
    assertThat(pod.container("app").orElseThrow().actual()).isEmpty();
  }
}

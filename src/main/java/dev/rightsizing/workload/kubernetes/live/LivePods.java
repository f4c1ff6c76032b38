// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.LivePod.ResizeReport;
import dev.rightsizing.watch.EqualValues;
import dev.rightsizing.workload.kubernetes.Controller;
import dev.rightsizing.workload.kubernetes.PodAsk;
import dev.rightsizing.workload.kubernetes.PodResources;
import dev.rightsizing.workload.kubernetes.TemplateContainers;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reduces pods. Pods of one workload are alike, so that equal parts are kept once. */
final class LivePods implements Function<Pod, KeptPod> {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");
  private static final String READY = "Ready";
  private static final String TRUE = "True";
  private static final String MIRROR = "kubernetes.io/config.mirror";
  private static final String DO_NOT_DISRUPT = "karpenter.sh/do-not-disrupt";
  private static final String WINDOWS = "windows";
  private static final String OS_LABEL = "kubernetes.io/os";

  /** Of a Deployment, a StatefulSet or DaemonSet, and a Rollout, whose pods may have two. */
  private static final List<String> REVISIONS =
      List.of("rollouts-pod-template-hash", "pod-template-hash", "controller-revision-hash");

  private final EqualValues equal = new EqualValues();
  private final LiveContainers containers = new LiveContainers(equal);

  @Override
  public KeptPod apply(Pod pod) {
    ObjectMeta meta = pod.getMetadata();
    return new KeptPod(
        equal.once(meta.getNamespace()),
        equal.once(Controller.of(meta)),
        equal.once(labels(meta)),
        equal.once(PodAsk.of(pod.getSpec(), PodResources.of(pod).counted()).requested()),
        hasEnded(pod) ? Optional.empty() : Optional.of(live(pod)));
  }

  private static boolean hasEnded(Pod pod) {
    return pod.getStatus() != null && ENDED.contains(String.valueOf(pod.getStatus().getPhase()));
  }

  private LivePod live(Pod pod) {
    ObjectMeta meta = pod.getMetadata();
    Optional<PodCondition> ready = Times.condition(pod, READY);
    List<LivePod.LiveContainer> found = containers.of(pod);
    ResizeReport resize = ResizeConditions.of(pod, found);
    String qos = pod.getStatus() == null ? null : pod.getStatus().getQosClass();
    return new LivePod(
        meta.getName(),
        Objects.requireNonNullElse(meta.getUid(), ""),
        Times.parse(meta.getCreationTimestamp()).orElse(Instant.EPOCH),
        equal.once(
            Optional.ofNullable(pod.getSpec().getNodeName()).filter(name -> !name.isEmpty())),
        meta.getDeletionTimestamp() != null,
        ready.filter(c -> TRUE.equals(c.getStatus())).isPresent(),
        ready.flatMap(c -> Times.parse(c.getLastTransitionTime())),
        equal.once(Objects.requireNonNullElse(qos, "")),
        equal.once(revision(labels(meta))),
        annotations(meta).containsKey(MIRROR),
        isWindows(pod.getSpec()),
        !TemplateContainers.sizes(pod.getSpec().getResources()).isEmpty(),
        "true".equals(annotations(meta).get(DO_NOT_DISRUPT)),
        equal.once(Optional.ofNullable(annotations(meta).get(LivePod.APPLIED_BY))),
        resize,
        found);
  }

  private static Map<String, String> labels(ObjectMeta meta) {
    return meta.getLabels() == null ? Map.of() : Map.copyOf(meta.getLabels());
  }

  private static Map<String, String> annotations(ObjectMeta meta) {
    return meta.getAnnotations() == null ? Map.of() : meta.getAnnotations();
  }

  private static String revision(Map<String, String> labels) {
    return REVISIONS.stream().map(labels::get).filter(Objects::nonNull).findFirst().orElse("");
  }

  private static boolean isWindows(PodSpec spec) {
    boolean says = spec.getOs() != null && WINDOWS.equals(spec.getOs().getName());
    return says
        || spec.getNodeSelector() != null && WINDOWS.equals(spec.getNodeSelector().get(OS_LABEL));
  }
}

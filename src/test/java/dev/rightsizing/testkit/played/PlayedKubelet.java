// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.played;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The kubelets of all pods of a namespace. What each makes of a resize can be chosen by pod. */
public final class PlayedKubelet {
  private static final String PENDING = "PodResizePending";
  private static final String IN_PROGRESS = "PodResizeInProgress";
  private static final List<String> HEALTH = List.of("Initialized", "ContainersReady", "Ready");
  private static final int KILLED = 137;

  private final KubernetesClient client;
  private final String namespace;
  private final Clock clock;
  private final Map<String, Answer> answers = new HashMap<>();

  public PlayedKubelet(KubernetesClient client, String namespace, Clock clock) {
    this.client = client;
    this.namespace = namespace;
    this.clock = clock;
  }

  /** What a kubelet makes of a resize. */
  public enum Answer {
    /** It is carried out. */
    DONE,
    /** The node cannot hold it now. */
    DEFERRED,
    /** The node can never hold it. */
    INFEASIBLE,
    /** It is begun, and fails. */
    ERROR,
    /** There is no answer. */
    NEVER,
    /** It is carried out, and the first container is OOM killed, once. */
    OOM
  }

  /** Chooses the answer for a pod; without one it is {@link Answer#DONE}. */
  public void answer(String pod, Answer answer) {
    answers.put(pod, answer);
  }

  /** Lets every resize be carried out again. */
  public void heal() {
    answers.clear();
  }

  /** Takes each pod one step on. */
  public void play() {
    client.pods().inNamespace(namespace).list().getItems().stream()
        .filter(pod -> pod.getSpec().getNodeName() != null)
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .forEach(this::play);
  }

  private void play(Pod pod) {
    Pod next = next(pod);
    if (next.getStatus().equals(pod.getStatus())) {
      return;
    }
    try {
      client.resource(next).updateStatus();
    } catch (KubernetesClientException e) {
      // Changed or deleted meanwhile: the next step sees it as it is then.
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT
          && e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }

  private Pod next(Pod pod) {
    if (pod.getStatus().getContainerStatuses().isEmpty()) {
      return started(pod);
    }
    ContainerStatus first = pod.getStatus().getContainerStatuses().get(0);
    if (first.getState().getTerminated() != null) {
      return restarted(pod, first);
    }
    if (isAsAsked(pod)) {
      return withResize(pod, null);
    }
    return switch (answers.getOrDefault(pod.getMetadata().getName(), Answer.DONE)) {
      case DONE -> withResize(actuated(pod), null);
      case OOM -> killed(withResize(actuated(pod), null));
      case DEFERRED ->
          withResize(
              pod,
              condition(
                  pod,
                  PENDING,
                  "Deferred",
                  "Node didn't have enough resource: cpu, requested: 500, used: 63800, capacity:"
                      + " 64000"));
      case INFEASIBLE ->
          withResize(
              pod,
              condition(
                  pod,
                  PENDING,
                  "Infeasible",
                  "Node didn't have enough capacity: cpu, requested: 65000, capacity: 64000"));
      case ERROR ->
          withResize(pod, condition(pod, IN_PROGRESS, "Error", "memory usage is over the limit"));
      case NEVER -> pod;
    };
  }

  private Pod started(Pod pod) {
    List<ContainerStatus> statuses = new ArrayList<>();
    for (Container container : pod.getSpec().getContainers()) {
      statuses.add(
          new ContainerStatusBuilder()
              .withName(container.getName())
              .withImage(container.getImage())
              .withImageID("")
              .withReady(true)
              .withStarted(true)
              .withRestartCount(0)
              .withResources(container.getResources())
              .withAllocatedResources(container.getResources().getRequests())
              .withNewState()
              .withNewRunning(now())
              .endState()
              .build());
    }
    return healthy(
        new PodBuilder(pod)
            .editOrNewStatus()
            .withPhase("Running")
            .withStartTime(now())
            .withObservedGeneration(pod.getMetadata().getGeneration())
            .withContainerStatuses(statuses)
            .withConditions(
                new PodConditionBuilder()
                    .withType("PodScheduled")
                    .withStatus("True")
                    .withLastTransitionTime(now())
                    .build())
            .endStatus()
            .build(),
        true);
  }

  private static boolean isAsAsked(Pod pod) {
    List<Container> asked = pod.getSpec().getContainers();
    List<ContainerStatus> actual = pod.getStatus().getContainerStatuses();
    for (int i = 0; i < asked.size(); i++) {
      if (!Objects.equals(asked.get(i).getResources(), actual.get(i).getResources())) {
        return false;
      }
    }
    return true;
  }

  private static Pod actuated(Pod pod) {
    List<ContainerStatus> statuses = new ArrayList<>();
    for (int i = 0; i < pod.getSpec().getContainers().size(); i++) {
      Container container = pod.getSpec().getContainers().get(i);
      statuses.add(
          new ContainerStatusBuilder(pod.getStatus().getContainerStatuses().get(i))
              .withResources(container.getResources())
              .withAllocatedResources(container.getResources().getRequests())
              .build());
    }
    return new PodBuilder(pod)
        .editStatus()
        .withContainerStatuses(statuses)
        .withObservedGeneration(pod.getMetadata().getGeneration())
        .endStatus()
        .build();
  }

  private Pod killed(Pod pod) {
    answers.remove(pod.getMetadata().getName());
    return healthy(
        new PodBuilder(pod)
            .editStatus()
            .editFirstContainerStatus()
            .withReady(false)
            .withStarted(false)
            .withNewState()
            .withNewTerminated()
            .withExitCode(KILLED)
            .withReason("OOMKilled")
            .withFinishedAt(now())
            .endTerminated()
            .endState()
            .endContainerStatus()
            .endStatus()
            .build(),
        false);
  }

  private Pod restarted(Pod pod, ContainerStatus ended) {
    return healthy(
        new PodBuilder(pod)
            .editStatus()
            .editFirstContainerStatus()
            .withReady(true)
            .withStarted(true)
            .withRestartCount(ended.getRestartCount() + 1)
            .withLastState(ended.getState())
            .withNewState()
            .withNewRunning(now())
            .endState()
            .endContainerStatus()
            .endStatus()
            .build(),
        true);
  }

  private Pod healthy(Pod pod, boolean healthy) {
    List<PodCondition> conditions = new ArrayList<>(pod.getStatus().getConditions());
    conditions.removeIf(condition -> HEALTH.contains(condition.getType()));
    for (String type : HEALTH) {
      conditions.add(
          new PodConditionBuilder()
              .withType(type)
              .withStatus(healthy || type.equals("Initialized") ? "True" : "False")
              .withLastTransitionTime(now())
              .build());
    }
    return new PodBuilder(pod).editStatus().withConditions(conditions).endStatus().build();
  }

  private PodCondition condition(Pod pod, String type, String reason, String message) {
    return new PodConditionBuilder()
        .withType(type)
        .withStatus("True")
        .withReason(reason)
        .withMessage(message)
        .withObservedGeneration(pod.getMetadata().getGeneration())
        .withLastTransitionTime(now())
        .build();
  }

  /** With this condition of a resize, or without any; one that says the same keeps its time. */
  private static Pod withResize(Pod pod, PodCondition resize) {
    List<PodCondition> conditions = new ArrayList<>(pod.getStatus().getConditions());
    if (resize != null && conditions.stream().anyMatch(c -> saysTheSame(c, resize))) {
      return pod;
    }
    boolean had =
        conditions.removeIf(c -> c.getType().equals(PENDING) || c.getType().equals(IN_PROGRESS));
    if (resize == null && !had) {
      return pod;
    }
    if (resize != null) {
      conditions.add(resize);
    }
    return new PodBuilder(pod)
        .editStatus()
        .withConditions(conditions)
        .withObservedGeneration(pod.getMetadata().getGeneration())
        .endStatus()
        .build();
  }

  private static boolean saysTheSame(PodCondition one, PodCondition other) {
    return one.getType().equals(other.getType())
        && Objects.equals(one.getReason(), other.getReason())
        && Objects.equals(one.getObservedGeneration(), other.getObservedGeneration());
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}

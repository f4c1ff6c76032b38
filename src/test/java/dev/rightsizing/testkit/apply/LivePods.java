// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.apply;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.LivePod.LiveContainer;
import dev.rightsizing.model.apply.LivePod.ResizeReport;
import dev.rightsizing.model.apply.ResizeState;
import dev.rightsizing.testkit.Containers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds pods: ready, bound to node-1 and calm unless a test says otherwise. */
public final class LivePods {
  private final String name;
  private final List<LiveContainer> containers = new ArrayList<>();
  private Optional<String> node = Optional.of("node-1");
  private boolean deleting;
  private String qos = "Burstable";
  private String revision = "rev-1";
  private boolean mirror;
  private boolean windows;
  private boolean podLevel;
  private boolean doNotDisrupt;
  private ResizeReport resize = ResizeReport.DONE;

  private LivePods(String name) {
    this.name = name;
  }

  public static LivePods pod(String name) {
    return new LivePods(name);
  }

  /** With the container {@code app} of this size, written as request/limit. */
  public static LivePods app(String name, String cpu, String memory) {
    return pod(name).with("app", ContainerRole.MAIN, cpu, memory);
  }

  public LivePods with(String container, ContainerRole role, String cpu, String memory) {
    return with(container, role, cpu, memory, false);
  }

  public LivePods with(
      String container,
      ContainerRole role,
      String cpu,
      String memory,
      boolean claims,
      Resource... restartsFor) {
    Map<Resource, Size> sizes =
        Map.of(
            Resource.CPU, Containers.size(Resource.CPU, cpu),
            Resource.MEMORY, Containers.size(Resource.MEMORY, memory));
    containers.add(
        new LiveContainer(
            container,
            role,
            sizes,
            sizes,
            Map.of(),
            claims,
            List.of(restartsFor),
            0,
            Optional.of(Facts.NOW.minus(Duration.ofDays(2))),
            Optional.empty(),
            Optional.empty()));
    return this;
  }

  /** With an admitted request of the last container other than what its spec says. */
  public LivePods allocated(Resource resource, String amount) {
    LiveContainer last = containers.remove(containers.size() - 1);
    containers.add(
        new LiveContainer(
            last.name(),
            last.role(),
            last.spec(),
            last.actual(),
            Map.of(resource, Amount.parse(resource, amount)),
            last.claims(),
            last.restartsFor(),
            last.restarts(),
            last.started(),
            last.waiting(),
            last.last()));
    return this;
  }

  /** On another node; on none where it is empty. */
  public LivePods on(String other) {
    node = Optional.of(other).filter(n -> !n.isEmpty());
    return this;
  }

  public LivePods deleting() {
    deleting = true;
    return this;
  }

  public LivePods qos(String other) {
    qos = other;
    return this;
  }

  public LivePods revision(String other) {
    revision = other;
    return this;
  }

  public LivePods mirror() {
    mirror = true;
    return this;
  }

  public LivePods windows() {
    windows = true;
    return this;
  }

  public LivePods podLevel() {
    podLevel = true;
    return this;
  }

  public LivePods doNotDisrupt() {
    doNotDisrupt = true;
    return this;
  }

  public LivePods resize(ResizeState state, String message) {
    resize = new ResizeReport(state, message, Optional.of(Facts.NOW));
    return this;
  }

  public LivePod build() {
    return new LivePod(
        name,
        "uid-" + name,
        Facts.NOW.minus(Duration.ofDays(2)),
        node,
        deleting,
        !deleting,
        Optional.of(Facts.NOW.minus(Duration.ofDays(2))),
        qos,
        revision,
        mirror,
        windows,
        podLevel,
        doNotDisrupt,
        Optional.empty(),
        resize,
        containers);
  }
}

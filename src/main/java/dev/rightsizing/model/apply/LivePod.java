// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pod as a change of sizes sees it. Those that have ended are none.
 *
 * @param node that it is bound to; empty while it waits for one
 * @param deleting whether it is being deleted
 * @param ready whether its condition Ready holds
 * @param readySince since when Ready is as it is; empty where unknown
 * @param qos its class: {@code Guaranteed}, {@code Burstable} or {@code BestEffort}
 * @param revision label of its template's revision; empty where there is none
 * @param mirror whether a kubelet made it from a file, so that it cannot be resized
 * @param windows whether it runs on Windows, where pods cannot be resized
 * @param podLevel whether it has resources of its own ({@code spec.resources})
 * @param doNotDisrupt whether Karpenter must not move it
 * @param appliedBy the annotation {@code rightsizing.dev/applied-by}; empty without it
 */
public record LivePod(
    String name,
    String uid,
    Instant created,
    Optional<String> node,
    boolean deleting,
    boolean ready,
    Optional<Instant> readySince,
    String qos,
    String revision,
    boolean mirror,
    boolean windows,
    boolean podLevel,
    boolean doNotDisrupt,
    Optional<String> appliedBy,
    ResizeReport resize,
    List<LiveContainer> containers) {

  /** What an operator writes to a pod before it resizes it. */
  public static final String APPLIED_BY = "rightsizing.dev/applied-by";

  public LivePod {
    containers = List.copyOf(containers);
  }

  public Optional<LiveContainer> container(String container) {
    return containers.stream().filter(c -> c.name().equals(container)).findFirst();
  }

  /** The same on a node that turns out to run Windows. */
  public LivePod onWindows() {
    return new LivePod(
        name,
        uid,
        created,
        node,
        deleting,
        ready,
        readySince,
        qos,
        revision,
        mirror,
        true,
        podLevel,
        doNotDisrupt,
        appliedBy,
        resize,
        containers);
  }

  /** Whether it is there to stay and runs on a node. */
  public boolean isBound() {
    return node.isPresent() && !deleting;
  }

  /** Whether its spec has what steps lead to; containers that it has not do not count. */
  public boolean asks(List<SizeStep> steps) {
    return steps.stream()
        .allMatch(
            step ->
                container(step.container())
                    .map(c -> c.spec(step.resource()).equals(step.to().enforced()))
                    .orElse(true));
  }

  /**
   * What is known of its last resize.
   *
   * @param message the kubelet's own words, with its numbers
   * @param since when the condition began, or the sizes were last written; empty where unknown
   */
  public record ResizeReport(ResizeState state, String message, Optional<Instant> since) {
    public static final ResizeReport DONE =
        new ResizeReport(ResizeState.DONE, "", Optional.empty());
  }

  /**
   * One container of a pod.
   *
   * @param spec what the pod's spec asks for
   * @param actual what the kubelet reports that it runs with; empty where it does not report
   * @param allocated what the node has admitted of its requests; empty where it is not reported
   * @param claims whether it has {@code resources.claims}, so that it cannot be resized
   * @param restartsFor resources whose resize restarts it ({@code resizePolicy: RestartContainer})
   * @param restarts how often it was restarted
   * @param started when it last began to run; empty while it does not
   * @param waiting why it waits, such as {@code CrashLoopBackOff}; empty while it does not
   * @param last how it ended the last time; empty where it never did
   */
  public record LiveContainer(
      String name,
      ContainerRole role,
      Map<Resource, Size> spec,
      Map<Resource, Size> actual,
      Map<Resource, Amount> allocated,
      boolean claims,
      List<Resource> restartsFor,
      int restarts,
      Optional<Instant> started,
      Optional<String> waiting,
      Optional<Ended> last) {

    public LiveContainer {
      spec = Map.copyOf(spec);
      actual = Map.copyOf(actual);
      allocated = Map.copyOf(allocated);
      restartsFor = List.copyOf(restartsFor);
    }

    public Size spec(Resource resource) {
      return spec.getOrDefault(resource, Size.NONE);
    }

    public Size actual(Resource resource) {
      return actual.getOrDefault(resource, Size.NONE);
    }
  }

  /**
   * How a container ended.
   *
   * @param reason such as {@code OOMKilled} or {@code Error}
   */
  public record Ended(String reason, int exitCode, Instant at) {
    public static final String OOM_KILLED = "OOMKilled";
  }
}

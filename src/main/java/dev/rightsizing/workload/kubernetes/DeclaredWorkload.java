// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.TemplateShape;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.model.quota.PodCountBounds;
import dev.rightsizing.model.quota.Surge;
import dev.rightsizing.workload.kubernetes.footprint.Footprints;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A workload as its own object says, before pods and LimitRanges are looked at.
 *
 * @param containers with {@code declared} sizes only
 * @param controller who manages the workload object itself, if anybody
 * @param problem why its template cannot be read; then there are no containers
 * @param footprint how many pods it may have, before pods and autoscalers are looked at
 * @param pod what the template says at pod level, {@code spec.resources}
 * @param created RFC 3339 in UTC, so that text order is time order; empty where it is not known
 * @param indexes how many there are of an Indexed Job, or of those a CronJob makes; 0 without
 * @param owner who writes its template
 */
record DeclaredWorkload(
    WorkloadRef ref,
    String uid,
    Map<String, String> labels,
    int replicas,
    List<ContainerSpec> containers,
    Optional<Controller> controller,
    Optional<String> problem,
    PodCountBounds footprint,
    Map<Resource, Size> pod,
    String created,
    int indexes,
    WorkloadOwner owner) {

  DeclaredWorkload {
    labels = Map.copyOf(labels);
    containers = List.copyOf(containers);
    pod = Map.copyOf(pod);
  }

  /** Reads a template; what cannot be read becomes the {@code problem}, not an exception. */
  static DeclaredWorkload of(
      WorkloadKind kind, ObjectMeta meta, int replicas, PodTemplateSpec template) {
    DeclaredWorkload bare = bare(kind, meta, replicas);
    if (template == null || template.getSpec() == null) {
      return bare.failed("has no pod template");
    }
    try {
      return bare.withContainers(
              TemplateContainers.read(template.getSpec()),
              TemplateContainers.sizes(template.getSpec().getResources()))
          .withFootprint(Footprints.ofTemplate(template.getSpec()));
    } catch (IllegalArgumentException e) {
      return bare.failed(e.getMessage());
    }
  }

  /**
   * A function that never throws: an object that it fails at becomes one workload's problem, and
   * those beside it are read.
   */
  static <T extends HasMetadata> Function<T, DeclaredWorkload> sparing(
      WorkloadKind kind, Function<T, DeclaredWorkload> read) {
    return object -> {
      try {
        return read.apply(object);
      } catch (RuntimeException e) {
        return bare(kind, object.getMetadata(), 0).unreadable(e);
      }
    };
  }

  /** A count of pods as a custom resource may say it, within what can be. */
  static int count(Number pods) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, pods.doubleValue()));
  }

  /** Without containers yet. */
  static DeclaredWorkload bare(WorkloadKind kind, ObjectMeta meta, int replicas) {
    Map<String, String> labels = meta.getLabels() == null ? Map.of() : meta.getLabels();
    return new DeclaredWorkload(
        new WorkloadRef(meta.getNamespace(), kind, meta.getName()),
        meta.getUid(),
        labels,
        replicas,
        List.of(),
        Controller.of(meta),
        Optional.empty(),
        PodCountBounds.PLAIN,
        Map.of(),
        Objects.requireNonNullElse(meta.getCreationTimestamp(), ""),
        0,
        WorkloadOwner.UNKNOWN);
  }

  private DeclaredWorkload withContainers(
      List<ContainerSpec> read, Map<Resource, Size> atPodLevel) {
    return new DeclaredWorkload(
        ref,
        uid,
        labels,
        replicas,
        read,
        controller,
        Optional.empty(),
        footprint,
        atPodLevel,
        created,
        indexes,
        owner);
  }

  /** With what the template really has around its sizes. */
  DeclaredWorkload withShapes(Function<ContainerSpec, TemplateShape> shapes) {
    return withContainers(containers.stream().map(c -> c.withShape(shapes.apply(c))).toList(), pod);
  }

  DeclaredWorkload failed(String why) {
    String message = ref.kind().kind() + " " + ref.name() + ": " + why;
    return new DeclaredWorkload(
        ref,
        uid,
        labels,
        replicas,
        List.of(),
        controller,
        Optional.of(message),
        footprint,
        pod,
        created,
        indexes,
        owner);
  }

  DeclaredWorkload unreadable(RuntimeException why) {
    return failed("cannot be read: " + ContainerNames.printable(String.valueOf(why)));
  }

  DeclaredWorkload withFootprint(PodCountBounds other) {
    return new DeclaredWorkload(
        ref,
        uid,
        labels,
        replicas,
        containers,
        controller,
        problem,
        other,
        pod,
        created,
        indexes,
        owner);
  }

  DeclaredWorkload withReplicas(int count) {
    return new DeclaredWorkload(
        ref,
        uid,
        labels,
        count,
        containers,
        controller,
        problem,
        footprint,
        pod,
        created,
        indexes,
        owner);
  }

  /** Under another name, for what is taken together. */
  DeclaredWorkload named(WorkloadRef other, String otherUid, String since) {
    return new DeclaredWorkload(
        other,
        otherUid,
        labels,
        replicas,
        containers,
        controller,
        problem,
        footprint,
        pod,
        since,
        indexes,
        owner);
  }

  /** When the object was made. */
  Optional<Instant> createdAt() {
    try {
      return Optional.of(Instant.parse(created));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** With pods that carry one of so many indexes. */
  DeclaredWorkload withIndexes(int count) {
    return new DeclaredWorkload(
        ref,
        uid,
        labels,
        replicas,
        containers,
        controller,
        problem,
        footprint,
        pod,
        created,
        count,
        owner);
  }

  DeclaredWorkload withOwner(WorkloadOwner other) {
    return new DeclaredWorkload(
        ref,
        uid,
        labels,
        replicas,
        containers,
        controller,
        problem,
        footprint,
        pod,
        created,
        indexes,
        other);
  }

  DeclaredWorkload withSurge(Surge surge) {
    return withFootprint(footprint.withSurge(surge));
  }

  /** With the template of another. */
  DeclaredWorkload withTemplateOf(DeclaredWorkload other) {
    PodCountBounds template = other.footprint();
    return withContainers(other.containers(), other.pod())
        .withOwner(other.owner())
        .withFootprint(footprint.withTemplate(template.priorityClass(), template.terminating()));
  }
}

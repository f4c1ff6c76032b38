// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.apply.Actuator.Provenance;
import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.TargetStep;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sets a target of an HPA or a ScaledObject, where it is still what the step begins with and no
 * GitOps tool owns it. An HPA that KEDA made is KEDA's, which would write it again.
 */
final class TargetPatch {
  private static final String TEST = "test";

  private final ApiObjects objects;
  private final OwnerAdvice advice;
  private final AuditLog audit;

  TargetPatch(ApiObjects objects, OwnerAdvice advice, AuditLog audit) {
    this.objects = objects;
    this.advice = advice;
    this.audit = audit;
  }

  /**
   * Where the target is.
   *
   * @param list of metrics or triggers
   * @param item that is meant; of another kind of metric, where it moved, it has none of the tests
   * @param tests paths below the item with what must be there
   * @param target path below the item
   */
  private record Place(
      ResourceDefinitionContext kind,
      List<String> list,
      Map<List<String>, Object> tests,
      List<String> target) {

    static Place of(TargetStep step) {
      String resource = step.resource().key();
      if (step.kind().equals(Autoscaling.SCALED_OBJECT)) {
        return new Place(
            ApiObjects.SCALED_OBJECT,
            List.of("spec", "triggers"),
            Map.of(List.of("type"), resource),
            List.of("metadata", "value"));
      }
      String source = step.container().isPresent() ? "containerResource" : "resource";
      Map<List<String>, Object> name = Map.of(List.of(source, "name"), resource);
      return new Place(
          ApiObjects.HPA,
          List.of("spec", "metrics"),
          step.container()
              .map(container -> with(name, List.of(source, "container"), container))
              .orElse(name),
          List.of(source, "target", "averageUtilization"));
    }

    private static Map<List<String>, Object> with(
        Map<List<String>, Object> map, List<String> key, Object value) {
      return Map.of(map.keySet().iterator().next(), map.values().iterator().next(), key, value);
    }
  }

  ActOutcome set(WorkloadRef ref, TargetStep step, boolean dryRun, Provenance by) {
    Place place = Place.of(step);
    Optional<GenericKubernetesResource> found =
        objects.get(place.kind(), ref.namespace(), step.name());
    if (found.isEmpty()) {
      return new ActOutcome.Gone();
    }
    GenericKubernetesResource read = found.get();
    Optional<ActOutcome> keda = madeByKeda(step, read);
    if (keda.isPresent()) {
      return keda.get();
    }
    Object item = item(read, place, step.index());
    Object now = at(item, place.target());
    boolean same =
        place.tests().entrySet().stream()
            .allMatch(test -> test.getValue().equals(at(item, test.getKey())));
    if (!same || now == null) {
      return new ActOutcome.Refused(
          Reason.CHANGE_REFUSED,
          "%s %s has no target for %s at position %d any more; the next pass looks again"
              .formatted(step.kind(), step.name(), step.resource().key(), step.index()));
    }
    if (String.valueOf(now).equals(String.valueOf(step.to()))) {
      return new ActOutcome.Done(false);
    }
    FieldOwners owners = FieldOwners.of(read.getMetadata());
    Set<String> managers = owners.of(place.list());
    if (!String.valueOf(now).equals(String.valueOf(step.from()))) {
      return new ActOutcome.Owned(
          managers.isEmpty() ? "unknown" : managers.iterator().next(),
          "the target of %s %s for %s was changed to %s by somebody else, so it is left alone"
              .formatted(step.kind(), step.name(), step.resource().key(), now));
    }
    managers.removeIf(manager -> !OwnerAdvice.Tool.of(manager).isGitOps());
    if (!managers.isEmpty()) {
      return advice.target(step.kind(), step.name(), managers);
    }
    write(place, step, read, now, dryRun, by);
    if (!dryRun) {
      String field = "metric %d (%s)".formatted(step.index(), step.resource().key());
      audit.target(by, ref, step.kind() + " " + step.name(), field, step.from(), step.to());
    }
    return new ActOutcome.Done(!dryRun);
  }

  private void write(
      Place place,
      TargetStep step,
      GenericKubernetesResource read,
      Object now,
      boolean dryRun,
      Provenance by) {
    JsonOperations operations = new JsonOperations().uid(read);
    place.tests().forEach((path, value) -> operations.add(TEST, value, path(place, step, path)));
    // A trigger's values are texts, a metric's are numbers.
    Object to = now instanceof String ? String.valueOf(step.to()) : (Object) step.to();
    operations
        .add(TEST, now, path(place, step, place.target()))
        .add("replace", to, path(place, step, place.target()))
        .annotate(read, LivePod.APPLIED_BY, by.annotation());
    objects.patch(place.kind(), read, PatchType.JSON, operations.list(), false, dryRun);
  }

  private static List<Object> path(Place place, TargetStep step, List<String> below) {
    List<Object> path = new ArrayList<>(place.list());
    path.add(step.index());
    path.addAll(below);
    return path;
  }

  private static Object item(GenericKubernetesResource read, Place place, int index) {
    return read.get(place.list().toArray()) instanceof List<?> list && index < list.size()
        ? list.get(index)
        : null;
  }

  private static Object at(Object item, List<String> path) {
    Object at = item;
    for (String key : path) {
      at = at instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return at;
  }

  private static Optional<ActOutcome> madeByKeda(TargetStep step, GenericKubernetesResource read) {
    return step.kind().equals(Autoscaling.SCALED_OBJECT)
        ? Optional.empty()
        : read.getMetadata().getOwnerReferences().stream()
            .filter(owner -> Autoscaling.SCALED_OBJECT.equals(owner.getKind()))
            .map(OwnerReference::getName)
            .map(
                name ->
                    (ActOutcome)
                        new ActOutcome.Owned(
                            "keda-operator",
                            "KEDA makes HorizontalPodAutoscaler %s from ScaledObject %s; the"
                                    .formatted(step.name(), name)
                                + " target is changed there"))
            .findFirst();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.apply.Actuator.Provenance;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Resizes one pod. What it has is read first, as a watch may lag behind the last write. The
 * annotation is a write of its own, because a resize may change nothing but resources.
 */
final class PodResize {
  private static final String UID = "uid";

  private final ApiObjects objects;
  private final AuditLog audit;

  PodResize(ApiObjects objects, AuditLog audit) {
    this.objects = objects;
    this.audit = audit;
  }

  ActOutcome resize(WorkloadRef ref, LivePod pod, List<SizeStep> steps, Provenance by) {
    return run(ref, pod, steps, Optional.of(by));
  }

  /** Lets the API server check it, and stores nothing. */
  ActOutcome dryRun(WorkloadRef ref, LivePod pod, List<SizeStep> steps) {
    return run(ref, pod, steps, Optional.empty());
  }

  private ActOutcome run(
      WorkloadRef ref, LivePod pod, List<SizeStep> steps, Optional<Provenance> by) {
    if (steps.stream().anyMatch(step -> step.role() == ContainerRole.POD)) {
      return new ActOutcome.Refused(
          Reason.POD_LEVEL_RESOURCES, Reason.POD_LEVEL_RESOURCES.sentence());
    }
    Optional<GenericKubernetesResource> read =
        objects
            .get(ApiObjects.POD, ref.namespace(), pod.name())
            .filter(found -> pod.uid().equals(found.getMetadata().getUid()))
            .filter(found -> found.getMetadata().getDeletionTimestamp() == null);
    Optional<SpecView> spec = read.flatMap(SpecView::ofPod);
    if (spec.isEmpty()) {
      return new ActOutcome.Gone();
    }
    Map<SizeField, Optional<Amount>> wanted = SizeField.wanted(steps);
    wanted.keySet().removeIf(field -> !spec.get().isResizable(field));
    Map<SizeField, Optional<Amount>> changes = spec.get().differing(wanted);
    if (changes.isEmpty()) {
      return new ActOutcome.Done(false);
    }
    GenericKubernetesResource current = read.get();
    if (by.isPresent()) {
      current = annotated(current, by.get().annotation());
    }
    objects.resize(current, document(pod.uid(), spec.get(), changes), by.isEmpty());
    by.ifPresent(who -> audit.sizes(who, ref, "Pod " + pod.name(), spec.get(), changes));
    return new ActOutcome.Done(by.isPresent());
  }

  private GenericKubernetesResource annotated(GenericKubernetesResource pod, String annotation) {
    Map<String, String> there = pod.getMetadata().getAnnotations();
    if (there != null && annotation.equals(there.get(LivePod.APPLIED_BY))) {
      return pod;
    }
    Map<String, Object> meta =
        Map.of(
            UID, pod.getMetadata().getUid(), "annotations", Map.of(LivePod.APPLIED_BY, annotation));
    return objects.patch(
        ApiObjects.POD, pod, PatchType.JSON_MERGE, Map.of("metadata", meta), false, false);
  }

  /** With the uid as a precondition: a new pod of the same name is another pod. */
  private static Map<String, Object> document(
      String uid, SpecView spec, Map<SizeField, Optional<Amount>> changes) {
    Map<SizeField, String> quantities = new LinkedHashMap<>();
    changes.forEach(
        (field, amount) -> quantities.put(field, amount.map(Amount::toQuantity).orElse(null)));
    Map<String, Object> document = spec.document(quantities);
    document.put("metadata", Map.of(UID, uid));
    document.computeIfPresent("spec", (key, patch) -> ordered(spec, SpecView.copy(patch)));
    return document;
  }

  private static Map<String, Object> ordered(SpecView spec, Map<String, Object> patch) {
    for (String list : List.copyOf(patch.keySet())) {
      patch.put("$setElementOrder/" + list, spec.order(list));
    }
    return patch;
  }
}

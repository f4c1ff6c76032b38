// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.apply.Actuator.Provenance;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.workload.kubernetes.dryrun.SizedKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes the sizes of a template, in one write and so in one roll-out: by server-side apply where
 * that can say it, else by position. Fields of other managers are left alone in both.
 */
final class TemplatePatch {
  private final ApiObjects objects;
  private final AuditLog audit;
  private final TemplateApply apply;
  private final TemplateByPosition byPosition;

  TemplatePatch(ApiObjects objects, OwnerAdvice advice, AuditLog audit) {
    this.objects = objects;
    this.audit = audit;
    this.apply = new TemplateApply(objects, advice);
    this.byPosition = new TemplateByPosition(objects, advice);
  }

  /**
   * A change of a template that was read.
   *
   * @param changes what is not so yet
   * @param takeOverFrom field managers whose sizes may be taken over
   * @param annotation with the provenance; empty for a dry run
   */
  record Change(
      WorkloadRef ref,
      SizedKind kind,
      GenericKubernetesResource read,
      SpecView spec,
      FieldOwners owners,
      Map<SizeField, Optional<Amount>> changes,
      Set<String> takeOverFrom,
      Optional<String> annotation) {

    boolean isDryRun() {
      return annotation.isEmpty();
    }

    /** Whether what a manager owns may be written. */
    boolean mayTakeFrom(String manager) {
      return manager.equals(ApiObjects.MANAGER) || takeOverFrom.contains(manager);
    }
  }

  ActOutcome write(WorkloadRef ref, List<SizeStep> steps, Set<String> takeOverFrom, Provenance by) {
    return run(ref, steps, takeOverFrom, Optional.of(by));
  }

  /** Lets the API server check it, and stores nothing. */
  ActOutcome dryRun(WorkloadRef ref, List<SizeStep> steps, Set<String> takeOverFrom) {
    return run(ref, steps, takeOverFrom, Optional.empty());
  }

  private ActOutcome run(
      WorkloadRef ref, List<SizeStep> steps, Set<String> takeOverFrom, Optional<Provenance> by) {
    if (ref.kind() == WorkloadKind.JOB) {
      return new ActOutcome.Refused(
          Reason.KIND_NOT_APPLIED, "the template of a Job cannot be changed");
    }
    SizedKind kind = SizedKind.of(ref.kind());
    Optional<GenericKubernetesResource> read =
        objects.get(kind.definition(), ref.namespace(), ref.name());
    if (read.isEmpty()) {
      return new ActOutcome.Gone();
    }
    Optional<SpecView> spec = SpecView.ofTemplate(ref.kind(), read.get());
    Map<SizeField, Optional<Amount>> wanted = SizeField.wanted(steps);
    wanted.keySet().removeIf(field -> spec.isEmpty() || !spec.get().has(field));
    if (wanted.isEmpty()) {
      return new ActOutcome.Refused(
          Reason.CHANGE_REFUSED,
          "the template of %s %s has none of the containers %s"
              .formatted(
                  ref.kind().kind(),
                  ref.name(),
                  steps.stream().map(SizeStep::container).distinct().toList()));
    }
    Change change =
        new Change(
            ref,
            kind,
            read.get(),
            spec.get(),
            FieldOwners.of(read.get().getMetadata()),
            spec.get().differing(wanted),
            takeOverFrom,
            by.map(Provenance::annotation));
    if (change.changes().isEmpty()) {
      return new ActOutcome.Done(false);
    }
    Optional<ActOutcome> obstacle =
        apply.canSay(change) ? apply.write(change) : byPosition.write(change);
    if (obstacle.isEmpty()) {
      String object = ref.kind().kind() + " " + ref.name();
      by.ifPresent(who -> audit.sizes(who, ref, object, change.spec(), change.changes()));
    }
    return obstacle.orElseGet(() -> new ActOutcome.Done(by.isPresent()));
  }
}

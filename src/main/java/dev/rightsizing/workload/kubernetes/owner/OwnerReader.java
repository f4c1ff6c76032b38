// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import com.github.benmanes.caffeine.cache.Interner;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.model.proposal.WorkloadOwner.ManagedBy;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Optional;

/**
 * Tells who writes a workload's template. Where several marks are there, the first of these wins:
 *
 * <ol>
 *   <li>A controller: it writes the object again whatever else touches it, and many copy the labels
 *       and annotations of their own object, a GitOps tool's among them.
 *   <li>Argo CD: its tracking id names the very object, so that it is no copy. Argo CD renders Helm
 *       charts and kustomizations itself, so that their marks are of how and not of who.
 *   <li>Flux: its labels name the object that applies. A HelmRelease is nearer than the
 *       Kustomization that brought it.
 *   <li>Helm: the release that is recorded in the object. The label {@code managed-by: Helm} alone
 *       is no evidence, as it is in every chart that {@code helm template} prints.
 *   <li>kubectl: a person or a pipeline that applies manifests.
 *   <li>Unknown, with the name of the field manager that wrote the containers last.
 * </ol>
 *
 * Safe for use by several threads.
 */
public final class OwnerReader {
  /** What a status takes of a name and of a sentence. */
  private static final int NAME = 253;

  private static final int SENTENCE = 400;

  private static final List<OwnerRule> RULES =
      List.of(
          new OperatorRule(), new ArgoCdRule(), new FluxRule(), new HelmRule(), new KubectlRule());

  /** The workloads of one owner share one value, which is most of the memory. */
  private final Interner<WorkloadOwner> known = Interner.newWeakInterner();

  /** The owner of an object; never throws, whatever is in it. */
  public WorkloadOwner of(WorkloadKind kind, ObjectMeta meta) {
    OwnedObject object =
        new OwnedObject(kind, meta, new FieldManagers().writers(kind, meta.getManagedFields()));
    return known.intern(
        RULES.stream()
            .flatMap(rule -> rule.owner(object).stream())
            .findFirst()
            .map(OwnerReader::printable)
            .orElseGet(() -> unknown(object)));
  }

  private static WorkloadOwner unknown(OwnedObject object) {
    return object.writers().stream()
        .findFirst()
        .map(
            manager ->
                new WorkloadOwner(
                    ManagedBy.UNKNOWN,
                    "",
                    PlainText.line("field manager " + manager + " wrote its containers", SENTENCE),
                    Optional.empty()))
        .orElse(WorkloadOwner.UNKNOWN);
  }

  /** Annotations and names of field managers can hold anything. */
  private static WorkloadOwner printable(WorkloadOwner owner) {
    return new WorkloadOwner(
        owner.manager(),
        PlainText.line(owner.kind(), NAME),
        PlainText.line(owner.namespace(), NAME),
        PlainText.line(owner.name(), NAME),
        PlainText.line(owner.evidence(), SENTENCE),
        owner.source());
  }
}

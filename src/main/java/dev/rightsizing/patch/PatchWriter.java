// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch;

import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Patches;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import java.util.List;
import java.util.Optional;

/**
 * Writes the change of a workload as text, only what differs from its template.
 *
 * <p>A Job's template cannot be changed on the server, so it gets a Kustomize patch for its
 * manifest alone; a Rollout is a custom resource, for which strategic merge does not exist, so it
 * gets a JSON Patch. Who runs another's template gets a patch of that other.
 */
public final class PatchWriter {
  private final MergePatch merge = new MergePatch();
  private final JsonPatch json = new JsonPatch();
  private final Kustomization kustomization = new Kustomization();

  /** The patches; {@link Patches#NONE} when nothing changes. */
  public Patches write(Workload workload, List<ContainerSizing> sizings) {
    List<ContainerChange> changes =
        sizings.stream().map(ContainerChange::of).flatMap(Optional::stream).toList();
    if (changes.isEmpty()) {
      return Patches.NONE;
    }
    WorkloadRef ref = workload.patched();
    if (ref.kind() == WorkloadKind.ROLLOUT) {
      String operations = json.write(ref.kind(), changes);
      return new Patches(
          Optional.empty(),
          Optional.of(kustomization.write(ref, operations)),
          Optional.of(operations));
    }
    String patch = merge.forManifest(ref, workload.containers(), changes);
    return new Patches(
        ref.kind() == WorkloadKind.JOB
            ? Optional.empty()
            : Optional.of(merge.forServer(ref, changes)),
        Optional.of(kustomization.write(ref, patch)),
        Optional.empty());
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.propose;

import dev.rightsizing.git.proposal.Manifests;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.manifest.ChangedFiles;
import dev.rightsizing.patch.manifest.ChangedFiles.Placed;
import dev.rightsizing.patch.manifest.FileTree;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import dev.rightsizing.patch.manifest.Placement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Manifests as simple as can be: a file is called after its workload, and a line {@code app cpu
 * requests: 1} holds a quantity.
 */
final class ReplacedQuantities implements Manifests {

  @Override
  public Edits of(FileTree tree) {
    return placements -> apply(tree, placements);
  }

  private static ChangedFiles apply(FileTree tree, List<Placement> placements)
      throws FileTreeException {
    TreeMap<String, byte[]> files = new TreeMap<>();
    Map<WorkloadRef, Placed> placed = new HashMap<>();
    List<NotProposed> left = new ArrayList<>();
    for (Placement placement : placements) {
      WorkloadRef ref = placement.change().ref();
      String path = ref.name() + ".txt";
      Optional<FileTree.Entry> entry = tree.entry(path);
      if (entry.isEmpty()) {
        left.add(
            new NotProposed(
                ref,
                Optional.empty(),
                Optional.empty(),
                Reason.MANIFEST_NOT_FOUND,
                "there is no " + path + "; write one"));
        continue;
      }
      String before = new String(tree.read(entry.get()), StandardCharsets.UTF_8);
      String after = before;
      for (SizeEdit edit : placement.change().edits()) {
        after =
            after.replaceAll(
                "(?m)^"
                    + edit.container()
                    + " "
                    + edit.resource().key()
                    + " "
                    + edit.bound().key()
                    + ": .*$",
                edit.container()
                    + " "
                    + edit.resource().key()
                    + " "
                    + edit.bound().key()
                    + ": "
                    + edit.to().map(Object::toString).orElse("none"));
      }
      boolean changed = !after.equals(before);
      placed.put(ref, new Placed(path, changed, "by its name", Optional.empty(), List.of()));
      if (changed) {
        files.put(path, after.getBytes(StandardCharsets.UTF_8));
      }
    }
    return new ChangedFiles(files, placed, left);
  }
}

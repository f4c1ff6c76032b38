// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.patch.index.TreePath;
import dev.rightsizing.patch.manifest.KustomizeGraph.Node;
import java.util.Optional;

/** Looks for what may hide a manifest that is not found: links, submodules, files of LFS. */
final class Obstacles {
  private final ManifestTree tree;

  Obstacles(ManifestTree tree) {
    this.tree = tree;
  }

  /** The path of something that cannot be edited and probably holds the manifest. */
  Optional<String> of(WorkloadRef ref, String source, String folder) {
    if (!source.isEmpty() && tree.problem(source).isPresent()) {
      return Optional.of(source);
    }
    for (Node node : tree.graph().nodes()) {
      if (TreePath.isIn(node.folder(), source)) {
        for (String resource : node.resources()) {
          if (tree.problem(resource).isPresent()) {
            return Optional.of(resource);
          }
        }
      }
    }
    for (String path : tree.in(folder).keySet()) {
      if (TreePath.name(path).contains(ref.name()) && tree.problem(path).isPresent()) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /** What a kustomization uses from outside of the repository, as a sentence. */
  Optional<String> outside(WorkloadRef ref, String folder) {
    for (Node node : tree.graph().nodes()) {
      boolean fits =
          node.facts().namespace().isEmpty() || node.facts().namespace().equals(ref.namespace());
      if (TreePath.isIn(node.folder(), folder) && fits && !node.outside().isEmpty()) {
        return Optional.of(
            "no manifest of %s was found, and %s uses %s, which lies outside of the repository"
                .formatted(ref, node.file(), node.outside().get(0)));
      }
    }
    return Optional.empty();
  }
}

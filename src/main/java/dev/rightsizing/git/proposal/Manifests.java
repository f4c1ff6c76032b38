// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.patch.manifest.ChangedFiles;
import dev.rightsizing.patch.manifest.FileTree;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import dev.rightsizing.patch.manifest.Placement;
import java.util.List;

/** Port to the editing of manifests, so that a pass can be tested without any. */
@FunctionalInterface
public interface Manifests {

  /** The manifests of one tree, which is searched once however often it is changed. */
  Edits of(FileTree tree);

  /**
   * The same for a tree of a repository, other trees of which were searched before.
   *
   * @param repository its URL
   */
  default Edits of(String repository, FileTree tree) {
    return of(tree);
  }

  /** Changes of one tree. */
  @FunctionalInterface
  interface Edits {
    /** What changes make of the tree, which stays as it is; each call begins with it anew. */
    ChangedFiles apply(List<Placement> placements) throws FileTreeException;
  }
}

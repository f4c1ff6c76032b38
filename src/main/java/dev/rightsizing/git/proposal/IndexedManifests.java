// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rightsizing.patch.manifest.ChangedFiles;
import dev.rightsizing.patch.manifest.FileTree;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import dev.rightsizing.patch.manifest.ManifestChanges;
import dev.rightsizing.patch.manifest.ManifestTree;
import dev.rightsizing.patch.manifest.Placement;
import java.util.List;

/**
 * Edits manifests by an index, which is kept for each repository that was used of late: the next
 * commit's reads only the files that changed, for whichever policy.
 */
public final class IndexedManifests implements Manifests {
  private static final int MOST_REPOSITORIES = 20;

  private final ManifestChanges changes = new ManifestChanges();
  private final Cache<String, ManifestTree> indexes =
      Caffeine.newBuilder().maximumSize(MOST_REPOSITORIES).build();

  @Override
  public Edits of(FileTree tree) {
    return new Indexed() {
      @Override
      ManifestTree index() throws FileTreeException {
        return ManifestTree.of(tree);
      }
    };
  }

  @Override
  public Edits of(String repository, FileTree tree) {
    return new Indexed() {
      @Override
      ManifestTree index() throws FileTreeException {
        ManifestTree former = indexes.getIfPresent(repository);
        ManifestTree index = former == null ? ManifestTree.of(tree) : former.next(tree);
        indexes.put(repository, index);
        return index;
      }
    };
  }

  /** Makes its index when it is first needed. */
  private abstract class Indexed implements Edits {
    private ManifestTree index;

    abstract ManifestTree index() throws FileTreeException;

    @Override
    public synchronized ChangedFiles apply(List<Placement> placements) throws FileTreeException {
      if (index == null) {
        index = index();
      }
      return changes.apply(index, placements);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.patch.manifest.FileTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of a commit. The list is read once; contents are read when they are asked for. */
final class CommitFiles implements FileTree {
  private final Repository repository;
  private final long maxFileBytes;
  private final Map<String, Entry> entries;

  private CommitFiles(Repository repository, long maxFileBytes, Map<String, Entry> entries) {
    this.repository = repository;
    this.maxFileBytes = maxFileBytes;
    this.entries = entries;
  }

  static CommitFiles of(Repository repository, RevTree tree, long maxFileBytes) throws IOException {
    Map<String, Entry> entries = new TreeMap<>();
    try (ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = new TreeWalk(repository, reader)) {
      walk.addTree(tree);
      walk.setRecursive(true);
      while (walk.next()) {
        Type type = type(walk.getRawMode(0));
        ObjectId id = walk.getObjectId(0);
        long bytes = type == Type.FILE ? size(reader, id, maxFileBytes) : 0;
        String path = walk.getPathString();
        entries.put(path, new Entry(path, type, id.name(), bytes));
      }
    }
    return new CommitFiles(repository, maxFileBytes, entries);
  }

  private static Type type(int mode) {
    if (FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode)) {
      return Type.FILE;
    }
    if (FileMode.SYMLINK.equals(mode)) {
      return Type.SYMBOLIC_LINK;
    }
    return FileMode.GITLINK.equals(mode) ? Type.SUBMODULE : Type.OTHER;
  }

  /** A file that the server left out for its size counts as just over the limit. */
  private static long size(ObjectReader reader, ObjectId id, long maxFileBytes) throws IOException {
    try {
      return reader.getObjectSize(id, Constants.OBJ_BLOB);
    } catch (MissingObjectException e) {
      return maxFileBytes + 1;
    }
  }

  @Override
  public List<Entry> entries() {
    return new ArrayList<>(entries.values());
  }

  @Override
  public Optional<Entry> entry(String path) {
    return Optional.ofNullable(entries.get(path));
  }

  @Override
  public byte[] read(Entry file) throws FileTreeException {
    if (file.type() != Type.FILE) {
      throw new FileTreeException(file.path() + " is no ordinary file", null);
    }
    if (file.bytes() > maxFileBytes) {
      throw new FileTreeException(
          file.path() + " is larger than " + maxFileBytes + " bytes, which is not read", null);
    }
    try {
      return repository
          .open(ObjectId.fromString(file.id()), Constants.OBJ_BLOB)
          .getBytes((int) Math.min(Integer.MAX_VALUE - 8, maxFileBytes));
    } catch (IOException | RuntimeException e) {
      throw new FileTreeException(
          file.path() + " cannot be read from the clone; the next pass fetches it again", e);
    }
  }
}

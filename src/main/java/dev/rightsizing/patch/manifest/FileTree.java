// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import java.util.List;
import java.util.Optional;

/**
 * Files of a repository at one commit, or of a folder. Paths are relative, with {@code /} between
 * their parts and without {@code .} and {@code ..}.
 */
public interface FileTree {

  /** Ordinary files, symbolic links, submodules and all else below the root, sorted by path. */
  List<Entry> entries();

  /** An entry by its path; empty where there is none. */
  Optional<Entry> entry(String path);

  /**
   * The bytes of an ordinary file.
   *
   * @throws FileTreeException when it cannot be read
   */
  byte[] read(Entry file) throws FileTreeException;

  /**
   * What lies at a path.
   *
   * @param id changes when the content does; a hash of it, or its time and size
   * @param bytes its size; 0 for what is no file
   */
  record Entry(String path, Type type, String id, long bytes) {}

  /** What an entry is. */
  enum Type {
    FILE,
    SYMBOLIC_LINK,
    SUBMODULE,
    OTHER
  }

  /** A file cannot be read; the message says which and why. */
  class FileTreeException extends Exception {
    private static final long serialVersionUID = 1;

    public FileTreeException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.index;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Paths in a repository: relative to its root, with {@code /} between their parts. */
public final class TreePath {
  private TreePath() {}

  /**
   * The path that another is from a folder; empty where it leads out of the repository, is absolute
   * or holds a control character.
   *
   * @param folder empty: the root
   */
  public static Optional<String> resolve(String folder, String path) {
    if (path.startsWith("/")
        || path.indexOf('\\') >= 0
        || path.chars().anyMatch(Character::isISOControl)) {
      return Optional.empty();
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + "/" + path).split("/")) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }

  /** The folder that a path lies in; empty: the root. */
  public static String folder(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** The last part of a path. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A path below a folder. */
  public static String join(String folder, String path) {
    return folder.isEmpty() ? path : folder + "/" + path;
  }

  /** Whether a path is a folder or lies in it. */
  public static boolean isIn(String path, String folder) {
    return folder.isEmpty() || path.equals(folder) || path.startsWith(folder + "/");
  }
}

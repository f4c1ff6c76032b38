// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Paths in a repository, with {@code /} between their parts. */
final class RepositoryPath {
  private RepositoryPath() {}

  /** Without {@code .}, {@code ..} and slashes around it; what leaves the root stays at it. */
  static String normal(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/")) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  /** How a path from the root is written in a folder. */
  static String relative(String folder, String path) {
    List<String> from = parts(folder);
    List<String> to = parts(path);
    int common = 0;
    while (common < from.size()
        && common < to.size() - 1
        && from.get(common).equals(to.get(common))) {
      common++;
    }
    List<String> steps = new ArrayList<>();
    for (int i = common; i < from.size(); i++) {
      steps.add("..");
    }
    steps.addAll(to.subList(common, to.size()));
    return String.join("/", steps);
  }

  private static List<String> parts(String path) {
    String normal = normal(path);
    return normal.isEmpty() ? List.of() : List.of(normal.split("/"));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.patch.manifest.FileTree;
import dev.rightsizing.patch.manifest.FileTree.Entry;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The paths at which two trees have something else. */
final class TreeDifference {
  private TreeDifference() {}

  static SortedSet<String> paths(FileTree one, FileTree other) {
    Map<String, Entry> rest = new HashMap<>();
    other.entries().forEach(e -> rest.put(e.path(), e));
    SortedSet<String> paths = new TreeSet<>();
    for (Entry entry : one.entries()) {
      Entry there = rest.remove(entry.path());
      if (there == null || !there.id().equals(entry.id()) || there.type() != entry.type()) {
        paths.add(entry.path());
      }
    }
    paths.addAll(rest.keySet());
    return paths;
  }
}

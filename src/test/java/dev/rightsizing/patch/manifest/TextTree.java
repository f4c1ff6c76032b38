// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A tree of files that a test writes out. */
final class TextTree implements FileTree {
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private final SortedMap<String, Type> others = new TreeMap<>();
  private int reads;

  static TextTree of(String... pathsAndTexts) {
    TextTree tree = new TextTree();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      tree.with(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    return tree;
  }

  TextTree with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  TextTree with(String path, byte[] bytes) {
    files.put(path, bytes.clone());
    return this;
  }

  TextTree with(String path, Type type) {
    others.put(path, type);
    return this;
  }

  /** This tree with other files, as a commit would have it. */
  TextTree with(Map<String, byte[]> changed) {
    TextTree tree = new TextTree();
    files.forEach(tree::with);
    others.forEach(tree::with);
    changed.forEach(tree::with);
    return tree;
  }

  String text(String path) {
    return new String(files.get(path), StandardCharsets.UTF_8);
  }

  SortedMap<String, byte[]> files() {
    return files;
  }

  /** How many files were read. */
  int reads() {
    return reads;
  }

  @Override
  public List<Entry> entries() {
    SortedMap<String, Entry> all = new TreeMap<>();
    files.keySet().forEach(p -> all.put(p, entry(p).orElseThrow()));
    others.keySet().forEach(p -> all.put(p, entry(p).orElseThrow()));
    return List.copyOf(all.values());
  }

  @Override
  public Optional<Entry> entry(String path) {
    if (others.containsKey(path)) {
      return Optional.of(new Entry(path, others.get(path), "x", 0));
    }
    byte[] bytes = files.get(path);
    return bytes == null
        ? Optional.empty()
        : Optional.of(
            new Entry(path, Type.FILE, Integer.toHexString(Arrays.hashCode(bytes)), bytes.length));
  }

  @Override
  public byte[] read(Entry file) {
    reads++;
    return files.get(file.path()).clone();
  }
}

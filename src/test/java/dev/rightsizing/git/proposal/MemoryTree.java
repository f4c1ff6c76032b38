// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.patch.manifest.FileTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Files in memory. */
record MemoryTree(SortedMap<String, String> files) implements FileTree {
  @Override
  public List<Entry> entries() {
    return files.keySet().stream().map(p -> entry(p).orElseThrow()).toList();
  }

  @Override
  public Optional<Entry> entry(String path) {
    return Optional.ofNullable(files.get(path))
        .map(c -> new Entry(path, Type.FILE, Print.of(c), c.length()));
  }

  @Override
  public byte[] read(Entry file) {
    return files.get(file.path()).getBytes(StandardCharsets.UTF_8);
  }
}

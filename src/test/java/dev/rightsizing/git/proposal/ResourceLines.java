// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.manifest.ChangedFiles;
import dev.rightsizing.patch.manifest.FileTree;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import dev.rightsizing.patch.manifest.Placement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Manifests as simple as can be, for tests of what is around them: a line for each quantity, {@code
 * Deployment/web app cpu requests=1}, in a file for each namespace.
 */
final class ResourceLines implements Manifests {

  static String path(WorkloadRef ref) {
    return "apps/" + ref.namespace() + ".txt";
  }

  private static String key(WorkloadRef ref, SizeEdit e) {
    return ref.kind().kind()
        + "/"
        + ref.name()
        + " "
        + e.container()
        + " "
        + e.resource().key()
        + " "
        + e.bound().key();
  }

  /** By key, in their order; a line without a value is its own key. */
  static Map<String, String> parse(String text) {
    Map<String, String> lines = new LinkedHashMap<>();
    text.lines()
        .forEach(
            l -> {
              int sign = l.indexOf('=');
              lines.put(sign < 0 ? l : l.substring(0, sign), sign < 0 ? "" : l.substring(sign + 1));
            });
    return lines;
  }

  static String print(Map<String, String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach((k, v) -> text.append(k).append(v.isEmpty() ? "" : "=" + v).append('\n'));
    return text.toString();
  }

  /** Three ways, a line each; empty where both sides changed one. */
  static Optional<String> merge(String from, String base, String head) {
    Map<String, String> old = parse(from);
    Map<String, String> ours = parse(base);
    Map<String, String> theirs = parse(head);
    Map<String, String> merged = new LinkedHashMap<>(ours);
    Set<String> keys = new HashSet<>(theirs.keySet());
    keys.addAll(old.keySet());
    for (String key : keys) {
      String was = old.get(key);
      String mine = ours.get(key);
      String his = theirs.get(key);
      if (Objects.equals(was, his) || Objects.equals(mine, his)) {
        continue;
      }
      if (!Objects.equals(was, mine)) {
        return Optional.empty();
      }
      if (his == null) {
        merged.remove(key);
      } else {
        merged.put(key, his);
      }
    }
    return Optional.of(print(merged));
  }

  @Override
  public Edits of(FileTree tree) {
    return placements -> apply(tree, placements);
  }

  private static ChangedFiles apply(FileTree tree, List<Placement> placements)
      throws FileTreeException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    Map<WorkloadRef, ChangedFiles.Placed> placed = new HashMap<>();
    List<NotProposed> left = new ArrayList<>();
    for (Placement p : placements) {
      WorkloadRef ref = p.change().ref();
      String path = path(ref);
      Optional<FileTree.Entry> entry = tree.entry(path);
      byte[] bytes =
          files.containsKey(path)
              ? files.get(path)
              : entry.isPresent() ? tree.read(entry.get()) : new byte[0];
      Map<String, String> lines = parse(new String(bytes, StandardCharsets.UTF_8));
      String prefix = ref.kind().kind() + "/" + ref.name() + " ";
      if (lines.keySet().stream().noneMatch(k -> k.startsWith(prefix))) {
        left.add(
            new NotProposed(
                ref,
                Optional.empty(),
                Optional.empty(),
                Reason.MANIFEST_NOT_FOUND,
                Reason.MANIFEST_NOT_FOUND.sentence()));
        continue;
      }
      List<SizeEdit> found = new ArrayList<>();
      for (SizeEdit e : p.change().edits()) {
        Optional<Amount> there =
            Optional.ofNullable(lines.get(key(ref, e))).map(v -> Amount.parse(e.resource(), v));
        found.add(new SizeEdit(e.container(), e.role(), e.resource(), e.bound(), there, e.to()));
        if (e.to().isPresent()) {
          lines.put(key(ref, e), e.to().get().toQuantity());
        } else {
          lines.remove(key(ref, e));
        }
      }
      byte[] after = print(lines).getBytes(StandardCharsets.UTF_8);
      boolean changed = !Arrays.equals(after, bytes);
      if (changed) {
        files.put(path, after);
      }
      placed.put(ref, new ChangedFiles.Placed(path, changed, "lines", Optional.empty(), found));
    }
    return new ChangedFiles(files, placed, left);
  }
}

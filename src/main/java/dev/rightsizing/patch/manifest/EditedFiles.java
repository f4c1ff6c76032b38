// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.Reason;
import dev.rightsizing.patch.edit.Edited;
import dev.rightsizing.patch.edit.Refusal;
import dev.rightsizing.patch.edit.SizeEdits;
import dev.rightsizing.patch.edit.SizeTarget;
import dev.rightsizing.patch.manifest.FileTree.Entry;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import dev.rightsizing.patch.manifest.FileTree.Type;
import dev.rightsizing.patch.yaml.Splices;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlText;
import dev.rightsizing.patch.yaml.YamlTextException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Texts of a tree that are looked into, each parsed once, and what is to change in them. All edits
 * refer to the texts as the tree has them, so that a file is written once however many edits it
 * has.
 */
final class EditedFiles {

  /** A text; that of a patch within a kustomization knows its block there. */
  private record Opened(byte[] bytes, YamlText yaml, Optional<InlinePatch> inline) {}

  private final ManifestTree tree;
  private final Map<String, Opened> opened = new HashMap<>();
  private final SortedMap<String, List<SizeTarget>> targets = new TreeMap<>();
  private final SortedMap<String, Splices> splices = new TreeMap<>();

  EditedFiles(ManifestTree tree) {
    this.tree = tree;
  }

  /**
   * A file as the tree has it.
   *
   * @throws RefusedException where it is no file that is edited
   */
  YamlText open(String path) throws RefusedException, FileTreeException {
    Opened known = opened.get(path);
    if (known != null) {
      return known.yaml();
    }
    Optional<String> problem = tree.problem(path);
    if (problem.isPresent()) {
      throw new RefusedException(Reason.FILE_NOT_EDITABLE, path, problem.get());
    }
    Entry entry = tree.files().entry(path).filter(e -> e.type() == Type.FILE).orElse(null);
    if (entry == null) {
      throw new RefusedException(
          Reason.MANIFEST_NOT_FOUND, path, path + " is not in the repository; correct the path");
    }
    byte[] bytes = tree.files().read(entry);
    opened.put(path, new Opened(bytes, parse(path, bytes), Optional.empty()));
    return opened.get(path).yaml();
  }

  private static YamlText parse(String path, byte[] bytes) throws RefusedException {
    try {
      return YamlText.parse(bytes);
    } catch (YamlTextException e) {
      throw new RefusedException(Reason.FILE_NOT_EDITABLE, path, path + ": " + e.getMessage());
    }
  }

  /** A patch that stands in a kustomization; empty where it is not a block of lines. */
  Optional<String> openInline(String path, int at) throws RefusedException, FileTreeException {
    String name = path + "#" + at;
    if (!opened.containsKey(name)) {
      YamlText file = open(path);
      YamlNode node = YamlSearch.at(file, at);
      Optional<InlinePatch> inline =
          node instanceof YamlScalar scalar ? InlinePatch.of(file, scalar) : Optional.empty();
      if (inline.isEmpty()) {
        return Optional.empty();
      }
      byte[] bytes = inline.get().bytes();
      opened.put(name, new Opened(bytes, parse(path, bytes), inline));
    }
    return Optional.of(name);
  }

  /** A text that is open. */
  YamlText text(String name) {
    return opened.get(name).yaml();
  }

  /** Adds sizes to write. */
  void write(String name, SizeTarget target) {
    targets.computeIfAbsent(name, k -> new ArrayList<>()).add(target);
  }

  /** Edits of a text's bytes. */
  Splices splices(String name) {
    return splices.computeIfAbsent(name, k -> new Splices());
  }

  /**
   * The files with all edits.
   *
   * @param refused receives what the editor does not write
   */
  SortedMap<String, byte[]> result(List<Refusal> refused) {
    targets.keySet().stream().filter(EditedFiles::isInline).forEach(n -> putBack(n, refused));
    List.copyOf(splices.keySet()).stream()
        .filter(n -> isInline(n) && !targets.containsKey(n))
        .forEach(n -> putBack(n, refused));
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Map.Entry<String, Opened> of : opened.entrySet()) {
      if (!isInline(of.getKey())) {
        byte[] edited = edited(of.getKey(), refused);
        if (!Arrays.equals(edited, of.getValue().bytes())) {
          files.put(of.getKey(), edited);
        }
      }
    }
    return files;
  }

  private static boolean isInline(String name) {
    return name.indexOf('#') >= 0;
  }

  private void putBack(String name, List<Refusal> refused) {
    Opened patch = opened.get(name);
    InlinePatch block = patch.inline().orElseThrow();
    byte[] edited = edited(name, refused);
    if (!Arrays.equals(edited, patch.bytes())) {
      splices(name.substring(0, name.indexOf('#')))
          .replace(
              block.start(),
              block.end(),
              block.indented(new String(edited, StandardCharsets.UTF_8)));
    }
  }

  /** Sizes stand in manifests and values, other edits in kustomizations and JSON patches. */
  private byte[] edited(String name, List<Refusal> refused) {
    Opened of = opened.get(name);
    if (splices.containsKey(name)) {
      targets
          .getOrDefault(name, List.of())
          .forEach(
              t ->
                  refused.add(
                      new Refusal(
                          t.container(),
                          Optional.empty(),
                          Reason.MANIFEST_NOT_EDITABLE,
                          name + " holds other edits too; keep sizes in a file of their own")));
      return splices.get(name).applyTo(of.bytes());
    }
    if (!targets.containsKey(name)) {
      return of.bytes();
    }
    Edited sizes = new SizeEdits(of.yaml()).write(targets.get(name));
    refused.addAll(sizes.refused());
    return sizes.bytes();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.edit.ContainerFinder;
import dev.rightsizing.patch.edit.PresentSize;
import dev.rightsizing.patch.edit.SizeEdits;
import dev.rightsizing.patch.index.TreePath;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlSequence;
import dev.rightsizing.patch.yaml.YamlText;
import dev.rightsizing.patch.yaml.YamlTextException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Patches that overlays do not have yet, and their entries in the kustomizations. */
final class OverlayPatches {

  /** A patch to write. */
  private record Pending(
      KustomizeGraph.Node overlay, OverlayPatch.Target target, List<SizeEdit> edits) {}

  private final ManifestTree tree;
  private final EditedFiles files;
  private final SortedMap<String, Pending> pending = new TreeMap<>();

  OverlayPatches(ManifestTree tree, EditedFiles files) {
    this.tree = tree;
    this.files = files;
  }

  /** The path of the patch for a workload in an overlay: the one that is there, or a free one. */
  String path(String overlay, OverlayPatch.Target target) throws FileTreeException {
    String name = target.fileName();
    for (int i = 1; ; i++) {
      String path = TreePath.join(overlay, name + (i == 1 ? "" : "-" + i) + ".yaml");
      if (!tree.has(path) && !tree.isFolder(path) || isOurs(path, target)) {
        return path;
      }
    }
  }

  private boolean isOurs(String path, OverlayPatch.Target target) throws FileTreeException {
    try {
      YamlText text = files.open(path);
      return text.text(0, text.length()).startsWith(OverlayPatch.firstLine(target));
    } catch (RefusedException e) {
      return false;
    }
  }

  /**
   * Whether a patch can be entered in a kustomization.
   *
   * @throws RefusedException with the reason where not
   */
  void require(KustomizeGraph.Node overlay) throws RefusedException, FileTreeException {
    YamlText text = files.open(overlay.file());
    Optional<YamlMapping> root = YamlSearch.root(text);
    Optional<YamlNode> list = root.flatMap(r -> r.get("patches"));
    boolean writable =
        root.isPresent()
            && !root.get().flow()
            && list.map(l -> l instanceof YamlSequence || l instanceof YamlScalar s && s.isNull())
                .orElse(true);
    if (!writable) {
      throw new RefusedException(
          Reason.MANIFEST_NOT_EDITABLE,
          overlay.file(),
          overlay.file()
              + " takes no further patch, as its patches are no list; write them as one");
    }
  }

  /** Adds sizes to the patch at a path. */
  void add(
      String path, KustomizeGraph.Node overlay, OverlayPatch.Target target, List<SizeEdit> edits) {
    pending
        .computeIfAbsent(path, k -> new Pending(overlay, target, new ArrayList<>()))
        .edits()
        .addAll(edits);
  }

  /** Enters the patches in their kustomizations, which are among the edited files. */
  void enter() {
    Map<KustomizeGraph.Node, List<String>> entries =
        new TreeMap<>(java.util.Comparator.comparing(KustomizeGraph.Node::folder));
    pending.forEach(
        (path, of) -> {
          if (!tree.graph().patchUsers(path).contains(of.overlay().folder())) {
            entries.computeIfAbsent(of.overlay(), k -> new ArrayList<>()).add(path);
          }
        });
    entries.forEach(this::enter);
  }

  private void enter(KustomizeGraph.Node overlay, List<String> paths) {
    YamlText text = files.text(overlay.file());
    KustomizationEntries list = new KustomizationEntries(text, files.splices(overlay.file()));
    for (String path : paths) {
      OverlayPatch.Target target = pending.get(path).target();
      list.add(
          TreePath.name(path),
          target.kind() == WorkloadKind.ROLLOUT ? Optional.of(target) : Optional.empty());
    }
    list.write();
  }

  /** Writes the patches beside the files that are edited. */
  void write(SortedMap<String, byte[]> edited) throws FileTreeException {
    for (Map.Entry<String, Pending> of : pending.entrySet()) {
      String path = of.getKey();
      Pending patch = of.getValue();
      byte[] before = edited.get(path);
      if (before == null && tree.has(path)) {
        before = tree.files().read(tree.files().entry(path).orElseThrow());
      }
      edited.put(path, text(patch, before).getBytes(StandardCharsets.UTF_8));
    }
  }

  private String text(Pending patch, byte[] before) {
    String lineBreak = files.text(patch.overlay().file()).lineBreak(0);
    if (patch.target().kind() == WorkloadKind.ROLLOUT) {
      String start =
          before == null
              ? OverlayPatch.firstLine(patch.target()) + lineBreak
              : new String(before, StandardCharsets.UTF_8);
      return start + new OverlayOperations(patch.target(), lineBreak).write(patch.edits());
    }
    List<SizeEdit> all = new ArrayList<>(before == null ? List.of() : sizes(patch, before));
    all.addAll(patch.edits());
    return new OverlayPatch(lineBreak).write(patch.target(), all);
  }

  /** What the patch says already. */
  private static List<SizeEdit> sizes(Pending patch, byte[] before) {
    List<SizeEdit> sizes = new ArrayList<>();
    try {
      YamlText text = YamlText.parse(before);
      YamlMapping root = YamlSearch.root(text).orElse(null);
      if (root == null) {
        return List.of();
      }
      for (ContainerFinder.Listed container :
          new ContainerFinder(text, root, patch.target().kind()).all()) {
        List<PresentSize> present =
            new SizeEdits(text).present(container.container(), List.of(Place.RESOURCES));
        Place.Keyed place = Place.Keyed.ofPatch("", container.container(), present);
        for (PresentSize size : present) {
          if (place.decides(size.resource(), size.bound())) {
            sizes.add(
                new SizeEdit(
                    container.name(),
                    container.role(),
                    size.resource(),
                    size.bound(),
                    Optional.empty(),
                    size.amount()));
          }
        }
      }
    } catch (YamlTextException e) {
      return List.of();
    }
    return sizes;
  }
}

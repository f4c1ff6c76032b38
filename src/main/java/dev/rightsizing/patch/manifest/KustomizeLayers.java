// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.patch.edit.ContainerFinder;
import dev.rightsizing.patch.edit.SizeEdits;
import dev.rightsizing.patch.index.KustomizationFacts.PatchFacts;
import dev.rightsizing.patch.index.TreePath;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import dev.rightsizing.patch.manifest.KustomizeGraph.Node;
import dev.rightsizing.patch.yaml.YamlDocument;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlSequence;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what says a container's sizes, in the order in which it wins, the winner first. */
final class KustomizeLayers {
  private static final List<String> RESOURCES = List.of(Place.RESOURCES);

  private final ManifestTree tree;
  private final EditedFiles files;
  private final Candidate candidate;
  private final WorkloadKind kind;
  private final String container;
  private final ContainerRole role;
  private final List<Layer> found = new ArrayList<>();

  KustomizeLayers(
      ManifestTree tree,
      EditedFiles files,
      Candidate candidate,
      WorkloadKind kind,
      String container,
      ContainerRole role) {
    this.tree = tree;
    this.files = files;
    this.candidate = candidate;
    this.kind = kind;
    this.container = container;
    this.role = role;
  }

  /** The layers; the last is the manifest itself. */
  List<Layer> find() throws RefusedException, FileTreeException {
    Layer base = base();
    List<Node> nodes = candidate.chain().map(KustomizeGraph.Chain::nodes).orElse(List.of());
    for (int i = 0; i < nodes.size(); i++) {
      level(nodes.get(i), i, i + 1 < nodes.size() ? nodes.get(i + 1).folder() : "");
    }
    boolean reordered =
        list().size() > 1 && found.stream().anyMatch(l -> l.place() instanceof Place.Keyed);
    found.add(base);
    return found.stream().map(layer -> settled(layer, reordered)).toList();
  }

  private Layer base() throws RefusedException, FileTreeException {
    String file = candidate.object().file();
    YamlText text = files.open(file);
    YamlMapping object = object(text);
    ContainerFinder.Found in = new ContainerFinder(text, object, kind).find(container, role);
    if (in.refusal().isPresent()) {
      throw new RefusedException(
          in.refusal().get().reason(), file, file + ": " + in.refusal().get().message());
    }
    boolean own =
        candidate
            .chain()
            .map(
                c ->
                    tree.graph().users(file).stream()
                        .allMatch(u -> tree.graph().isOnlyFor(u, c.outermost().folder())))
            .orElse(true);
    return new Layer(
        keyed(file, text, in.container().orElseThrow()),
        own,
        Optional.empty(),
        candidate.chain().isPresent() ? "base " + folder(TreePath.folder(file)) : "manifest",
        true);
  }

  /** The manifest. */
  YamlMapping object(YamlText text) throws RefusedException {
    return YamlSearch.mapping(text, candidate.object().object().start())
        .orElseThrow(
            () ->
                new RefusedException(
                    Reason.MANIFEST_NOT_FOUND,
                    candidate.object().file(),
                    candidate.object().file() + " no longer holds the workload"));
  }

  private Place.Keyed keyed(String name, YamlText text, YamlMapping holder) {
    return new Place.Keyed(name, holder, RESOURCES, new SizeEdits(text).present(holder, RESOURCES));
  }

  /** Its patches win over its components, and those over its resources. */
  private void level(Node node, int position, String below)
      throws RefusedException, FileTreeException {
    patches(node, position);
    List<String> components = new ArrayList<>(node.components());
    // What stands before the component that the manifest comes from does not see it.
    int from = components.indexOf(below) + 1;
    List<String> later = new ArrayList<>(components.subList(from, components.size()));
    Collections.reverse(later);
    for (String component : later) {
      component(component, position, new HashSet<>());
    }
  }

  private void component(String folder, int position, Set<String> seen)
      throws RefusedException, FileTreeException {
    Optional<Node> node = tree.graph().node(folder);
    if (node.isEmpty() || !seen.add(folder)) {
      return;
    }
    patches(node.get(), position);
    List<String> inner = new ArrayList<>(node.get().components());
    Collections.reverse(inner);
    for (String component : inner) {
      component(component, position, seen);
    }
  }

  private void patches(Node node, int position) throws RefusedException, FileTreeException {
    Set<String> names = new HashSet<>();
    Set<String> namespaces = new HashSet<>();
    int last = candidate.chain().orElseThrow().nodes().size() - 1;
    for (int i = position; i <= last; i++) {
      names.add(candidate.nameBelow(i));
      namespaces.add(candidate.namespaceBelow(i));
    }
    List<PatchFacts> patches = new ArrayList<>(node.facts().patches());
    Collections.reverse(patches);
    for (PatchFacts patch : patches) {
      PatchMatch match =
          patch
              .target()
              .map(t -> PatchMatch.of(t, kind.kind(), names, namespaces))
              .orElse(PatchMatch.ONE);
      if (match != PatchMatch.NO) {
        patch(node, patch, match, names, namespaces);
      }
    }
  }

  private void patch(
      Node node, PatchFacts patch, PatchMatch match, Set<String> names, Set<String> namespaces)
      throws RefusedException, FileTreeException {
    Optional<String> name = open(node, patch);
    if (name.isEmpty()) {
      return;
    }
    YamlText text = files.text(name.get());
    String outermost = candidate.chain().orElseThrow().outermost().folder();
    boolean alone =
        tree.graph().isOnlyFor(node.folder(), outermost)
            && (patch.path().isEmpty() || tree.graph().patchUsers(name.get()).size() == 1);
    String how = (node.facts().component() ? "component " : "overlay ") + folder(node.folder());
    List<YamlDocument> documents = new ArrayList<>(text.documents());
    Collections.reverse(documents);
    for (YamlDocument document : documents) {
      Optional<Place> place = Optional.empty();
      boolean certain = true;
      if (document.root() instanceof YamlSequence operations) {
        JsonPatchReader reader = new JsonPatchReader(name.get(), text, kind, operations);
        place = reader.find(container, role, position());
        certain = !reader.byPosition();
      } else if (document.root() instanceof YamlMapping mapping
          && (patch.target().isPresent()
              || PatchMatch.of(mapping, kind.kind(), names, namespaces) == PatchMatch.ONE)) {
        place =
            new ContainerFinder(text, mapping, kind)
                .find(container, role)
                .container()
                .map(
                    holder ->
                        Place.Keyed.ofPatch(
                            name.get(), holder, new SizeEdits(text).present(holder, RESOURCES)));
      }
      boolean own = alone && match == PatchMatch.ONE;
      boolean sure = certain;
      place.ifPresent(p -> found.add(new Layer(p, own, Optional.of(patch.list()), how, sure)));
    }
  }

  /** Its text; empty where it is not in the repository or no block of lines. */
  private Optional<String> open(Node node, PatchFacts patch)
      throws RefusedException, FileTreeException {
    if (patch.path().isEmpty()) {
      return files.openInline(node.file(), patch.inline());
    }
    Optional<String> file = KustomizeGraph.patchFile(node, patch);
    if (file.isEmpty()) {
      if (patch.target().isEmpty()) {
        return Optional.empty();
      }
      throw new RefusedException(
          Reason.PATH_REFUSED,
          node.file(),
          node.file()
              + " names the patch "
              + patch.path()
              + ", which lies outside of the repository");
    }
    if (tree.has(file.get()) && tree.problem(file.get()).isEmpty()) {
      files.open(file.get());
      return file;
    }
    if (patch.target().isPresent() && tree.problem(file.get()).isPresent()) {
      files.open(file.get());
    }
    return Optional.empty();
  }

  /** Containers of the list that the container is in, as the manifest has them. */
  private List<ContainerFinder.Listed> list() throws RefusedException, FileTreeException {
    YamlText text = files.open(candidate.object().file());
    return new ContainerFinder(text, object(text), kind)
        .all().stream()
            .filter(c -> (c.role() == ContainerRole.MAIN) == (role == ContainerRole.MAIN))
            .toList();
  }

  private int position() throws RefusedException, FileTreeException {
    List<ContainerFinder.Listed> list = list();
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).name().equals(container)) {
        return i;
      }
    }
    return 0;
  }

  /** Strategic merge patches move what they name to the front, so that positions change. */
  private Layer settled(Layer layer, boolean reordered) {
    return layer.certain() || !reordered
        ? new Layer(layer.place(), layer.own(), layer.list(), layer.how(), true)
        : layer;
  }

  private static String folder(String folder) {
    return folder.isEmpty() ? "of the root" : folder;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.edit.ContainerFinder;
import dev.rightsizing.patch.index.KustomizationFacts.PatchList;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import dev.rightsizing.patch.manifest.KustomizeGraph.Node;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Chooses where the sizes of a manifest are written: where they are set last, if that is for this
 * workload in this overlay alone, else in a patch of the overlay, which wins over all that is
 * below.
 */
final class KustomizePlaces {
  private final ManifestTree tree;
  private final EditedFiles files;
  private final OverlayPatches patches;

  KustomizePlaces(ManifestTree tree, EditedFiles files, OverlayPatches patches) {
    this.tree = tree;
    this.files = files;
    this.patches = patches;
  }

  /** The place of each resource of a container. */
  List<Claim> claims(Candidate candidate, WorkloadRef ref, ContainerEdits container)
      throws RefusedException, FileTreeException {
    List<Layer> layers =
        new KustomizeLayers(tree, files, candidate, ref.kind(), container.name(), container.role())
            .find();
    List<Claim> claims = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      List<SizeEdit> edits =
          container.edits().stream().filter(e -> e.resource() == resource).toList();
      if (!edits.isEmpty()) {
        claims.add(claim(candidate, ref, container, layers, edits));
      }
    }
    return claims;
  }

  private Claim claim(
      Candidate candidate,
      WorkloadRef ref,
      ContainerEdits container,
      List<Layer> layers,
      List<SizeEdit> edits)
      throws RefusedException, FileTreeException {
    PresentEdits present = PresentEdits.of(edits, layers.stream().map(Layer::place).toList());
    List<SizeEdit> needed = present.needed();
    Optional<Layer> top =
        layers.stream()
            .filter(l -> sets(l, needed.isEmpty() ? edits : needed))
            .findFirst()
            .or(
                () ->
                    needed.isEmpty()
                        ? Optional.of(layers.get(layers.size() - 1))
                        : Optional.empty());
    Optional<Layer> chosen = needed.isEmpty() ? top : chosen(layers, top, needed);
    if (chosen.isPresent()) {
      return new Claim(
          ref, container.name(), chosen.get().place(), needed, chosen.get().how(), present);
    }
    return added(
        candidate,
        top,
        place ->
            new Claim(
                ref,
                container.name(),
                place,
                needed,
                "new patch of overlay " + (place.overlay().isEmpty() ? "/" : place.overlay()),
                present),
        ref.kind());
  }

  /** A layer that may take the edits and wins over all that sets them now. */
  private static Optional<Layer> chosen(
      List<Layer> layers, Optional<Layer> top, List<SizeEdit> edits) {
    Optional<Layer> there = top.isPresent() ? top : mentioned(layers);
    if (there.isPresent()
        && there.get().own()
        && canTake(there.get(), edits)
        && !hidesBelow(layers, there.get(), edits)) {
      return there;
    }
    return layers.stream()
        .takeWhile(l -> top.isEmpty() || l != top.get())
        .filter(l -> l.own() && l.list().isPresent() && l.place() instanceof Place.Keyed)
        .filter(l -> !hidesBelow(layers, l, edits))
        .findFirst();
  }

  private static boolean sets(Layer layer, List<SizeEdit> edits) {
    return edits.stream().anyMatch(e -> layer.place().decides(e.resource(), e.bound()));
  }

  /** Where nothing is set yet: a patch that names the container, else the manifest. */
  private static Optional<Layer> mentioned(List<Layer> layers) {
    return layers.stream().filter(l -> l.own() && l.place() instanceof Place.Keyed).findFirst();
  }

  /** An operation sets what it sets and takes no other quantity. */
  private static boolean canTake(Layer layer, List<SizeEdit> edits) {
    return layer.place() instanceof Place.Keyed
        || layer.certain()
            && edits.stream()
                .allMatch(e -> e.to().isPresent() && layer.place().sets(e.resource(), e.bound()));
  }

  /** Whether a quantity that goes here would come back from below. */
  private static boolean hidesBelow(List<Layer> layers, Layer at, List<SizeEdit> edits) {
    return edits.stream()
        .filter(e -> e.to().isEmpty())
        .anyMatch(
            e ->
                layers.stream()
                    .filter(l -> l != at)
                    .anyMatch(l -> l.place().sets(e.resource(), e.bound())));
  }

  private Claim added(
      Candidate candidate, Optional<Layer> top, Function<Place.New, Claim> claim, WorkloadKind kind)
      throws RefusedException, FileTreeException {
    Node overlay =
        candidate
            .chain()
            .orElseThrow(
                () ->
                    new RefusedException(
                        Reason.MANIFEST_NOT_EDITABLE,
                        candidate.object().file(),
                        candidate.object().file() + " cannot take the change"))
            .outermost();
    if (top.isPresent() && top.get().list().filter(l -> l == PatchList.JSON_6902).isPresent()) {
      throw new RefusedException(
          Reason.MANIFEST_NOT_EDITABLE,
          top.get().place().file(),
          top.get().place().file()
              + " sets the size in patchesJson6902, which win over other patches and are for"
              + " others too or name the container by position; move them to patches and test the"
              + " container's name");
    }
    patches.require(overlay);
    OverlayPatch.Target target = target(candidate, kind);
    String path = patches.path(overlay.folder(), target);
    return claim.apply(new Place.New(path, overlay.folder(), target));
  }

  private OverlayPatch.Target target(Candidate candidate, WorkloadKind kind)
      throws RefusedException, FileTreeException {
    YamlText text = files.open(candidate.object().file());
    return new OverlayPatch.Target(
        kind,
        candidate.nameBelow(0),
        candidate.namespaceBelow(0),
        new ContainerFinder(
                text,
                new KustomizeLayers(tree, files, candidate, kind, "", ContainerRole.MAIN)
                    .object(text),
                kind)
            .all());
  }
}

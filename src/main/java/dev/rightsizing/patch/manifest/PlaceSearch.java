// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.GitSettings.HelmValues;
import dev.rightsizing.model.proposal.ManifestSource;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.WorkloadOwner.ManagedBy;
import dev.rightsizing.patch.index.TreePath;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import java.util.List;
import java.util.Optional;

/** Searches where the sizes of each container of a workload stand. */
final class PlaceSearch {
  private final ManifestTree tree;
  private final MarkedPlaces marked;
  private final ChartSearch charts;
  private final ObjectSearch objects;
  private final KustomizePlaces kustomize;

  PlaceSearch(ManifestTree tree, EditedFiles files, OverlayPatches patches) {
    this.tree = tree;
    marked = new MarkedPlaces(tree, files);
    charts = new ChartSearch(tree, files, marked);
    objects = new ObjectSearch(tree);
    kustomize = new KustomizePlaces(tree, files, patches);
  }

  /** Adds the places of a workload, and what has none with the reason. */
  void collect(Placement placement, List<Claim> claims, List<NotProposed> left)
      throws FileTreeException {
    WorkloadRef ref = placement.change().ref();
    for (ContainerEdits container : ContainerEdits.of(placement.change())) {
      try {
        claims.addAll(find(placement, container));
      } catch (RefusedException e) {
        left.add(
            new NotProposed(
                ref, Optional.of(container.name()), e.file(), e.reason(), e.getMessage()));
      }
    }
  }

  private List<Claim> find(Placement placement, ContainerEdits container)
      throws RefusedException, FileTreeException {
    ProposedChange change = placement.change();
    WorkloadRef ref = change.ref();
    String folder = folder(placement);
    Optional<Place> mark = marked.marked(ref, container.name(), folder);
    if (mark.isPresent()) {
      return List.of(Claim.of(ref, container, mark.get(), "edit mark"));
    }
    List<HelmValues> mappings = mappings(placement);
    Optional<Place> mapped = marked.mapped(ref, container.name(), mappings);
    if (mapped.isPresent()) {
      return List.of(Claim.of(ref, container, mapped.get(), "helmValues of the policy"));
    }
    Optional<ManifestSource> source =
        placement.source().filter(s -> tree.has(s.path()) || tree.isFolder(s.path()));
    if (source.isPresent() && source.get().form() != ManifestSource.Form.MANIFESTS) {
      return List.of(charts.claim(change, source.get(), container));
    }
    Optional<Candidate> candidate = Optional.empty();
    if (source.isPresent()) {
      candidate = objects.find(ref, source.get().path(), true);
    }
    if (candidate.isEmpty()) {
      candidate = objects.find(ref, folder, false);
    }
    if (candidate.isPresent()) {
      return kustomize.claims(candidate.get(), ref, container);
    }
    Optional<Claim> chart =
        change.owner().manager() == ManagedBy.HELM
            ? charts.byChart(change, folder, container)
            : Optional.empty();
    if (chart.isPresent()) {
      return List.of(chart.get());
    }
    throw notFound(placement, folder, mappings, container);
  }

  private static String folder(Placement placement) throws RefusedException {
    return TreePath.resolve("", placement.path().replaceAll("^/+", ""))
        .orElseThrow(
            () ->
                new RefusedException(
                    Reason.PATH_REFUSED,
                    "spec.git.path "
                        + placement.path()
                        + " leads out of the repository; write a path from its root"));
  }

  private static List<HelmValues> mappings(Placement placement) {
    return placement.helmValues().stream()
        .filter(m -> placement.change().labels().entrySet().containsAll(m.labels().entrySet()))
        .toList();
  }

  private RefusedException notFound(
      Placement placement, String folder, List<HelmValues> mappings, ContainerEdits container)
      throws RefusedException {
    WorkloadRef ref = placement.change().ref();
    String place = folder.isEmpty() ? "the repository" : folder;
    Optional<String> outside = new Obstacles(tree).outside(ref, folder);
    if (outside.isPresent()) {
      return new RefusedException(
          Reason.PATH_REFUSED, outside.get() + "; keep what it uses in the repository");
    }
    Optional<String> obstacle =
        new Obstacles(tree)
            .of(ref, placement.source().map(ManifestSource::path).orElse(folder), folder);
    if (obstacle.isPresent()) {
      String file = obstacle.get();
      return new RefusedException(
          Reason.FILE_NOT_EDITABLE,
          file,
          "no manifest of " + ref + " was found, and " + tree.problem(file).orElseThrow());
    }
    String looked =
        mappings.isEmpty()
            ? ""
            : ", nor the file "
                + MarkedPlaces.path(mappings.get(0), ref, container.name())
                + " of spec.git.helmValues";
    return new RefusedException(
        Reason.MANIFEST_NOT_FOUND,
        "no manifest of %s was found in %s%s; if it was moved, correct spec.git.path, and if it is made by a template, add spec.git.helmValues or the edit mark # {\"$rightsizing\": \"%s/%s/%s:%s\"}"
            .formatted(
                ref,
                place,
                looked,
                ref.namespace(),
                ref.kind().lowerCase(),
                ref.name(),
                container.name()));
  }
}

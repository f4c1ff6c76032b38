// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.patch.index.TreePath;
import dev.rightsizing.patch.manifest.KustomizeGraph.Chain;
import dev.rightsizing.patch.manifest.KustomizeGraph.Node;
import dev.rightsizing.patch.manifest.ManifestTree.Located;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the manifest of a workload by kind, name and namespace. */
final class ObjectSearch {
  private static final int NAMED = 5;

  private final ManifestTree tree;

  ObjectSearch(ManifestTree tree) {
    this.tree = tree;
  }

  /**
   * The manifest below a folder.
   *
   * @param applied whether the folder is what a tool applies, so that its own kustomization counts
   *     alone, and is not just where to look
   * @return empty where there is none
   * @throws RefusedException where there are several, or its path cannot be followed
   */
  Optional<Candidate> find(WorkloadRef ref, String folder, boolean applied)
      throws RefusedException {
    boolean pointed = applied && tree.graph().node(folder).isPresent();
    List<Candidate> candidates = new ArrayList<>();
    for (Located object : objects(ref)) {
      candidates.addAll(candidates(object, folder, pointed));
    }
    candidates.removeIf(c -> !fits(c, ref));
    return only(ref, narrowed(candidates, ref));
  }

  private Stream<Located> named(WorkloadRef ref) {
    return tree.graph().renames()
        ? tree.objects(ref.kind().kind()).stream()
            .filter(o -> ref.name().contains(o.object().name()))
        : tree.objects(ref.kind().kind(), ref.name()).stream();
  }

  private List<Located> objects(WorkloadRef ref) {
    return named(ref).filter(o -> tree.graph().patchUsers(o.file()).isEmpty()).toList();
  }

  private static boolean fits(Candidate candidate, WorkloadRef ref) {
    return candidate.name().equals(ref.name())
        && (candidate.namespace().isEmpty() || candidate.namespace().equals(ref.namespace()));
  }

  /** Ways of an object to the cluster that begin in a folder. */
  private List<Candidate> candidates(Located object, String folder, boolean pointed) {
    List<Candidate> found = new ArrayList<>();
    for (Chain chain : tree.graph().chains(object.file())) {
      if (isDeployed(chain.outermost(), folder, pointed)) {
        found.add(new Candidate(object, Optional.of(chain)));
      }
    }
    if (found.isEmpty()
        && !pointed
        && TreePath.isIn(object.file(), folder)
        && !isUsedIn(object, folder)) {
      found.add(new Candidate(object, Optional.empty()));
    }
    return found;
  }

  /** A kustomization that a tool applies; else each below the folder that no other of it uses. */
  private boolean isDeployed(Node node, String folder, boolean pointed) {
    if (pointed) {
      return node.folder().equals(folder);
    }
    return !node.facts().component()
        && TreePath.isIn(node.folder(), folder)
        && tree.graph().users(node.folder()).stream().noneMatch(u -> TreePath.isIn(u, folder));
  }

  private boolean isUsedIn(Located object, String folder) {
    return tree.graph().users(object.file()).stream().anyMatch(u -> TreePath.isIn(u, folder));
  }

  /** Whole manifests before fragments, and those of the very namespace before those of any. */
  private static List<Candidate> narrowed(List<Candidate> candidates, WorkloadRef ref) {
    List<Candidate> left = candidates;
    left = preferred(left, left.stream().filter(c -> c.object().object().whole()).toList());
    return preferred(
        left, left.stream().filter(c -> c.namespace().equals(ref.namespace())).toList());
  }

  private static List<Candidate> preferred(List<Candidate> all, List<Candidate> better) {
    return better.isEmpty() ? all : better;
  }

  private static Optional<Candidate> only(WorkloadRef ref, List<Candidate> candidates)
      throws RefusedException {
    List<String> places =
        candidates.stream()
            .map(c -> c.entry() + (c.chain().isPresent() ? " (" + c.object().file() + ")" : ""))
            .distinct()
            .sorted()
            .toList();
    if (places.size() > 1 || candidates.size() > 1) {
      String more = places.size() > NAMED ? " and " + (places.size() - NAMED) + " more" : "";
      throw new RefusedException(
          Reason.MANIFEST_AMBIGUOUS,
          candidates.stream().map(Candidate::entry).min(Comparator.naturalOrder()).orElseThrow(),
          "%s/%s of namespace %s stands in several places: %s%s; set spec.git.path to one of them, name the namespace there, or put an edit mark"
              .formatted(
                  ref.kind().kind(),
                  ref.name(),
                  ref.namespace(),
                  places.stream().limit(NAMED).collect(Collectors.joining(", ")),
                  more));
    }
    return candidates.stream().findFirst();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.patch.index.FactsReader;
import dev.rightsizing.patch.index.KustomizationFacts;
import dev.rightsizing.patch.index.KustomizationFacts.PatchFacts;
import dev.rightsizing.patch.index.TreePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which kustomization uses which files and which other kustomizations. */
final class KustomizeGraph {

  /** Ways beyond this number are not followed: nobody lays out a repository so. */
  private static final int MOST_CHAINS = 5000;

  /**
   * A kustomization.
   *
   * @param folder that it stands for
   * @param file its kustomization.yaml
   * @param resources files and folders of kustomizations that it uses
   * @param components folders, in the order in which they apply
   * @param outside paths that lead out of the repository, as written
   */
  record Node(
      String folder,
      String file,
      KustomizationFacts facts,
      SortedSet<String> resources,
      List<String> components,
      List<String> outside) {}

  private final SortedMap<String, Node> nodes = new TreeMap<>();
  private final Map<String, SortedSet<String>> users = new HashMap<>();
  private final Map<String, SortedSet<String>> patchUsers = new HashMap<>();
  private final boolean renaming;

  KustomizeGraph(ManifestTree tree) {
    for (String path : tree.paths()) {
      if (FactsReader.isKustomization(path)) {
        tree.facts(path)
            .kustomization()
            .ifPresent(facts -> nodes.putIfAbsent(TreePath.folder(path), node(path, facts)));
      }
    }
    nodes.values().forEach(this::link);
    renaming =
        nodes.values().stream()
            .anyMatch(n -> !n.facts().prefix().isEmpty() || !n.facts().suffix().isEmpty());
  }

  private static Node node(String file, KustomizationFacts facts) {
    String folder = TreePath.folder(file);
    List<String> outside = new ArrayList<>();
    SortedSet<String> resources = new TreeSet<>(resolved(folder, facts.resources(), outside));
    return new Node(
        folder, file, facts, resources, resolved(folder, facts.components(), outside), outside);
  }

  private static List<String> resolved(String folder, List<String> paths, List<String> outside) {
    List<String> resolved = new ArrayList<>();
    for (String path : paths) {
      if (!isRemote(path)) {
        TreePath.resolve(folder, path).ifPresentOrElse(resolved::add, () -> outside.add(path));
      }
    }
    return resolved;
  }

  private static boolean isRemote(String path) {
    return path.contains("://") || path.startsWith("git@") || path.contains("?ref=");
  }

  private void link(Node node) {
    for (String used : node.resources()) {
      users.computeIfAbsent(used, k -> new TreeSet<>()).add(node.folder());
    }
    for (String used : node.components()) {
      users.computeIfAbsent(used, k -> new TreeSet<>()).add(node.folder());
    }
    for (PatchFacts patch : node.facts().patches()) {
      patchFile(node, patch)
          .ifPresent(
              file -> patchUsers.computeIfAbsent(file, k -> new TreeSet<>()).add(node.folder()));
    }
  }

  /** The file of a patch; empty for one that is inline or leads out of the repository. */
  static Optional<String> patchFile(Node node, PatchFacts patch) {
    return patch.path().isEmpty()
        ? Optional.empty()
        : TreePath.resolve(node.folder(), patch.path());
  }

  /** The kustomization of a folder. */
  Optional<Node> node(String folder) {
    return Optional.ofNullable(nodes.get(folder));
  }

  Iterable<Node> nodes() {
    return nodes.values();
  }

  /** Folders of kustomizations that use a file or a folder as resource or component. */
  SortedSet<String> users(String path) {
    return users.getOrDefault(path, new TreeSet<>());
  }

  /** Folders of kustomizations that use a file as a patch. */
  SortedSet<String> patchUsers(String file) {
    return patchUsers.getOrDefault(file, new TreeSet<>());
  }

  /** Whether any kustomization changes names. */
  boolean renames() {
    return renaming;
  }

  /** A way from a kustomization to the one that lists a file, the outermost first. */
  record Chain(List<Node> nodes) {
    Chain {
      nodes = List.copyOf(nodes);
    }

    Node outermost() {
      return nodes.get(0);
    }
  }

  /** All ways to a file, from each kustomization that holds it. */
  List<Chain> chains(String file) {
    List<Chain> chains = new ArrayList<>();
    for (String user : users(file)) {
      climb(nodes.get(user), List.of(), chains);
    }
    return chains;
  }

  private void climb(Node node, List<Node> below, List<Chain> chains) {
    if (below.contains(node) || chains.size() >= MOST_CHAINS) {
      return;
    }
    List<Node> way = new ArrayList<>();
    way.add(node);
    way.addAll(below);
    chains.add(new Chain(way));
    for (String user : users(node.folder())) {
      climb(nodes.get(user), way, chains);
    }
  }

  /**
   * Whether all that uses a kustomization does so by way of another, so that a change in the one is
   * a change for the other alone.
   */
  boolean isOnlyFor(String folder, String outermost) {
    Set<String> seen = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(folder));
    while (!next.isEmpty()) {
      String at = next.poll();
      if (at.equals(outermost) || !seen.add(at)) {
        continue;
      }
      SortedSet<String> above = users(at);
      if (above.isEmpty()) {
        return false;
      }
      next.addAll(above);
    }
    return true;
  }
}

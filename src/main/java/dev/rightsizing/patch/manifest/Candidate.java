// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.patch.manifest.KustomizeGraph.Chain;
import dev.rightsizing.patch.manifest.KustomizeGraph.Node;
import dev.rightsizing.patch.manifest.ManifestTree.Located;
import java.util.List;
import java.util.Optional;

/**
 * An object that may be a workload's manifest, with the way on which it gets to the cluster.
 *
 * @param chain of kustomizations; empty: the file is applied as it is
 */
record Candidate(Located object, Optional<Chain> chain) {

  /** Its name as the kustomization at a position of the chain gets it from below. */
  String nameBelow(int position) {
    List<Node> nodes = chain.map(Chain::nodes).orElse(List.of());
    String name = object.object().name();
    for (int i = nodes.size() - 1; i > position; i--) {
      name = nodes.get(i).facts().prefix() + name + nodes.get(i).facts().suffix();
    }
    return name;
  }

  /** Its namespace as the kustomization at a position of the chain gets it; empty: none. */
  String namespaceBelow(int position) {
    List<Node> nodes = chain.map(Chain::nodes).orElse(List.of());
    for (int i = position + 1; i < nodes.size(); i++) {
      if (!nodes.get(i).facts().namespace().isEmpty()) {
        return nodes.get(i).facts().namespace();
      }
    }
    return object.object().namespace();
  }

  /** Its name in the cluster. */
  String name() {
    return nameBelow(-1);
  }

  /** Its namespace in the cluster; empty: as whoever applies it says. */
  String namespace() {
    return namespaceBelow(-1);
  }

  /** The file that one would name to a person: the outermost kustomization, else the manifest. */
  String entry() {
    return chain.map(c -> c.outermost().file()).orElse(object.file());
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The cluster's nodes by name; empty where they may not be read, and then nothing is concluded from
 * them.
 */
public record Nodes(Map<String, NodeCapacity> byName) {

  /** Nodes that may not be read. */
  public static final Nodes UNKNOWN = new Nodes(Map.of());

  public Nodes {
    byName = Map.copyOf(byName);
  }

  public boolean isKnown() {
    return !byName.isEmpty();
  }

  /** What a node physically has of a resource; empty for one that is not known. */
  public Optional<Amount> capacity(String node, Resource resource) {
    return Optional.ofNullable(byName.get(node)).map(n -> n.capacity().get(resource));
  }

  /** The most that any node physically has of a resource. */
  public Optional<Amount> greatestCapacity(Resource resource) {
    return byName.values().stream()
        .map(n -> n.capacity().get(resource))
        .filter(Objects::nonNull)
        .max(Amount::compareTo);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Map;

/**
 * How large a node is.
 *
 * @param name of the node
 * @param capacity what it physically has ({@code status.capacity}), in cores and bytes
 * @param allocatable what pods may ask for on it together ({@code status.allocatable})
 */
public record NodeCapacity(
    String name, Map<Resource, Amount> capacity, Map<Resource, Amount> allocatable) {

  public NodeCapacity {
    capacity = Map.copyOf(capacity);
    allocatable = Map.copyOf(allocatable);
  }
}

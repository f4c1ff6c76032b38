// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.EnumMap;
import java.util.Map;

/** Reads lists of quantities, such as what a node has. */
public final class Quantities {

  private Quantities() {}

  /** By resource, those that are sized; what is not listed is absent. */
  public static Map<Resource, Amount> amounts(Map<String, Quantity> quantities) {
    Map<Resource, Amount> amounts = new EnumMap<>(Resource.class);
    for (Resource resource : Resource.values()) {
      Quantity quantity = quantities == null ? null : quantities.get(resource.key());
      if (quantity != null) {
        amounts.put(resource, Amount.parse(resource, quantity.toString()));
      }
    }
    return amounts;
  }
}

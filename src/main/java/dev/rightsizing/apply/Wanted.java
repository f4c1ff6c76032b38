// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.InForce;
import dev.rightsizing.model.apply.SizeStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which sizes pods should have by changes in place. */
final class Wanted {
  private Wanted() {}

  private record Key(String container, Resource resource) {
    static Key of(SizeStep step) {
      return new Key(step.container(), step.resource());
    }
  }

  /** Of all pods when the change under way, if any, is made; empty where the template rules. */
  static List<SizeStep> of(ApplyMemory memory) {
    List<SizeStep> inForce = memory.inForce().map(InForce::steps).orElse(List.of());
    if (memory.flight().isEmpty()) {
      return inForce;
    }
    Flight flight = memory.flight().get();
    if (flight.strategy() != ApplyStrategy.IN_PLACE) {
      return List.of();
    }
    return over(inForce, heading(flight));
  }

  /** Where a change is going: to its new sizes, or back. */
  static List<SizeStep> heading(Flight flight) {
    return flight.phase() == Flight.Phase.UNDOING
        ? flight.steps().stream().map(SizeStep::reversed).toList()
        : flight.steps();
  }

  /** Steps with others in their place where these are about the same. */
  static List<SizeStep> over(List<SizeStep> steps, List<SizeStep> others) {
    Map<Key, SizeStep> all = new LinkedHashMap<>();
    steps.forEach(s -> all.put(Key.of(s), s));
    others.forEach(s -> all.put(Key.of(s), s));
    return List.copyOf(all.values());
  }
}

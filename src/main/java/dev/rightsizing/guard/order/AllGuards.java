// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.order;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.Guards;
import dev.rightsizing.guard.cluster.ClusterGuards;
import dev.rightsizing.guard.policy.PolicyGuards;
import java.util.List;
import java.util.stream.Stream;

/**
 * The guards of mode Apply. Of several that stop a step, the first is shown as the reason, so that
 * what a person has switched or decided comes before what passes by itself. Those that make a step
 * smaller come before those that judge its size, and what only concerns a step that would otherwise
 * be made comes last.
 */
public final class AllGuards {
  private AllGuards() {}

  /** All of them. */
  public static Guards guards() {
    return new Guards(list());
  }

  static List<Guard> list() {
    return Stream.of(
            PolicyGuards.switches(),
            ClusterGuards.possible(),
            PolicyGuards.evidence(),
            PolicyGuards.sizes(),
            ClusterGuards.fitting(),
            PolicyGuards.times(),
            PolicyGuards.last())
        .flatMap(List::stream)
        .toList();
  }
}

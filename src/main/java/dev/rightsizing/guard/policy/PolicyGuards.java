// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import java.util.List;

/** The guards of this package, in the groups in which they are asked. */
public final class PolicyGuards {
  private PolicyGuards() {}

  /** What people and administrators switched, and what they decided. */
  public static List<Guard> switches() {
    return List.of(
        new GlobalStop(), new Enabled(), new Rights(), new Paused(), new Approval(), new GivenUp());
  }

  /** Whether there is enough, and fresh enough, to act on. */
  public static List<Guard> evidence() {
    return List.of(new MinimumHistory(), new MinimumConfidence(), new StaleFigures());
  }

  /** Those that make a step smaller; the length of a step comes last, as it only shortens. */
  public static List<Guard> sizes() {
    return List.of(new AtRisk(), new MemoryFloor(), new StepSize());
  }

  /** Whether it is time. */
  public static List<Guard> times() {
    return List.of(new OpenWindow(), new Cooldown(), new BackOff());
  }

  /** Those that speak only where something is left to do. */
  public static List<Guard> last() {
    return List.of(new InFlightBudget(), new DryRun());
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import java.util.OptionalDouble;

/** A rule that sizes a series from its past. */
public interface SizeRule {

  /** What tables call it. */
  String name();

  /**
   * The size from {@link UsagePast#at()} on, in cores or bytes; empty when the past does not
   * suffice for one.
   */
  OptionalDouble size(UsagePast past);

  /**
   * Whether the rule's past is that of all pods of a workload together: at each instant their
   * maximum. Else each series is sized from its own.
   */
  default boolean sizesPodsTogether() {
    return false;
  }
}

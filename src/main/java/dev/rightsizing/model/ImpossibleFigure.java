// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/**
 * Figures that cannot be. One proves that an input is wrong, so it is never shown; that it was left
 * out is counted.
 */
public enum ImpossibleFigure {
  /** A working set over the limit that holds it. */
  MEMORY_OVER_LIMIT("memory_over_limit"),
  /** Pods that would give a quota back more than is used of it. */
  PROJECTION_BELOW_ZERO("projection_below_zero"),
  /** Savings over what the pods cost. */
  SAVINGS_OVER_COST("savings_over_cost");

  private final String label;

  ImpossibleFigure(String label) {
    this.label = label;
  }

  /** As the value of a metric's label. */
  public String label() {
    return label;
  }
}

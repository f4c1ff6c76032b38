// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer;

/** How much of a tool a rule stands for. */
public enum Form {
  /** The statistic and its margin alone, which is what recordings of any scale can compare. */
  RULE,
  /** With the tool's floors, caps, rounding, buckets and least history too. */
  SHIPPED
}

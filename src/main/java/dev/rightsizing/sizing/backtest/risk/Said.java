// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.backtest.risk;

/**
 * What a rule says at one tick.
 *
 * @param on whether it is in alarm
 * @param told how many notifications a person gets for this tick; news that it is over do not count
 */
record Said(boolean on, int told) {
  static final Said NOTHING = new Said(false, 0);
}

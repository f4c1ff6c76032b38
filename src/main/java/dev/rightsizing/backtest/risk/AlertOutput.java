// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

/**
 * What a rule says at one tick.
 *
 * @param on whether it is in alarm
 * @param notifications how many notifications a person gets for this tick; news that it is over do
 *     not count
 */
record AlertOutput(boolean on, int notifications) {
  static final AlertOutput NOTHING = new AlertOutput(false, 0);
}

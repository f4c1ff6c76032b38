// SPDX-License-Identifier: Apache-2.0
/**
 * How accurate risk detection is: recorded usage is replayed under simulated limits, tick by tick,
 * past the risk engine and past the rules that others use, and alarms are held against what then
 * happened.
 *
 * <p>May import {@code model} and {@code sizing.risk}. Open {@link
 * dev.rightsizing.backtest.risk.MemoryReplay} first.
 */
package dev.rightsizing.backtest.risk;

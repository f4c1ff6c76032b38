// SPDX-License-Identifier: Apache-2.0
/**
 * How well a rule would have sized usage that was recorded: replayed day by day, each day sized
 * from the days before alone, and scored.
 *
 * <p>May import {@code model}. Open {@link dev.rightsizing.backtest.DailyReplay} first.
 */
package dev.rightsizing.backtest;

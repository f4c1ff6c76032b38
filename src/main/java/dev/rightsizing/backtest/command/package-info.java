// SPDX-License-Identifier: Apache-2.0
/**
 * {@code rightsize backtest}: how well sizes from the past held on the days after, ours and the
 * other tools', on recorded or live history.
 *
 * <p>May import {@code model}, {@code sizing} and the port of {@code usage}. Open {@link
 * dev.rightsizing.backtest.command.BacktestCommand} first.
 */
package dev.rightsizing.backtest.command;

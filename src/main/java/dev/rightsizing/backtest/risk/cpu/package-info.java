// SPDX-License-Identifier: Apache-2.0
/**
 * CPU bandwidth control, simulated: from recorded means to pieces of work, to periods and throttled
 * periods under a limit, and to how late each piece was.
 *
 * <p>Imports no other room. Open {@link dev.rightsizing.backtest.risk.cpu.CpuSimulation} first.
 */
package dev.rightsizing.backtest.risk.cpu;

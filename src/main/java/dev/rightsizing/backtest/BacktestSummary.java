// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

/**
 * A rule's score over many series-days; every share is a fraction, and NaN without a series-day.
 *
 * @param seriesDays days scored
 * @param waste95Mean mean of the days' {@link DayScore#waste95()}: judge by this one
 * @param slack95Mean mean of the days' {@link DayScore#slack95()}
 * @param slack95Median median of the same
 * @param samplesOver mean of the days' share of samples above the size in force
 * @param daysOver share of days with such a sample
 * @param changesPerDay changes of the size per series-day
 * @param uncovered days that would have counted, had a size been in force
 */
public record BacktestSummary(
    int seriesDays,
    double waste95Mean,
    double slack95Mean,
    double slack95Median,
    double samplesOver,
    double daysOver,
    double changesPerDay,
    int uncovered) {}

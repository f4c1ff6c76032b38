// SPDX-License-Identifier: Apache-2.0
/**
 * Percentiles of samples that count unequally, exact or in buckets.
 *
 * <p>May import nothing of ours. Open {@link
 * dev.rightsizing.backtest.peer.histogram.WeightedHistogram} first.
 */
package dev.rightsizing.backtest.peer.histogram;

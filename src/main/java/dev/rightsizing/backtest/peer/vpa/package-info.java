// SPDX-License-Identifier: Apache-2.0
/**
 * The Vertical Pod Autoscaler's recommender: as it ships, and its target's statistic alone.
 *
 * <p>May import {@code model}. Open {@link dev.rightsizing.backtest.peer.vpa.VpaRecommender} first.
 */
package dev.rightsizing.backtest.peer.vpa;

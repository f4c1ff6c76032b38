// SPDX-License-Identifier: Apache-2.0
/**
 * The stages that lead from a statistic of usage to a request, and from the request to its limit.
 *
 * <p>May import {@code model} and {@code sizing.adaptive}. Open {@link
 * dev.rightsizing.sizing.estimate.RequestEstimate} first.
 */
package dev.rightsizing.sizing.estimate;

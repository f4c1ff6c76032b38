// SPDX-License-Identifier: Apache-2.0
/**
 * What sizes do to autoscalers that work on utilization of requests. Pure.
 *
 * <p>May import {@code model}. Open {@link dev.rightsizing.sizing.scaling.AutoscalerRule} first.
 */
package dev.rightsizing.sizing.scaling;

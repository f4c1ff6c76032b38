// SPDX-License-Identifier: Apache-2.0
/**
 * The operator's own metrics.
 *
 * <p>May import {@code model} and {@code access}. Open {@link
 * dev.rightsizing.telemetry.OperatorMetrics} first.
 */
package dev.rightsizing.telemetry;

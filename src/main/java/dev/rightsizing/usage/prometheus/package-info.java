// SPDX-License-Identifier: Apache-2.0
/**
 * Reads usage from a Prometheus-compatible API.
 *
 * <p>May import {@code model} and {@code usage}. Open {@link
 * dev.rightsizing.usage.prometheus.PrometheusUsageSource} first.
 */
package dev.rightsizing.usage.prometheus;

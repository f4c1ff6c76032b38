// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics of the HTTP requests that the operator sends: to Prometheus and to the API server.
 *
 * <p>May import {@code model}. Open {@link dev.rightsizing.telemetry.http.QueryMetrics} first.
 */
package dev.rightsizing.telemetry.http;

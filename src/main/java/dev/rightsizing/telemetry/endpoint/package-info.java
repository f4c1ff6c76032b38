// SPDX-License-Identifier: Apache-2.0
/**
 * Serves the operator's metrics: a port of its own, a few requests a second, optionally TLS and a
 * check of who asks.
 *
 * <p>May import {@code access}. Open {@link dev.rightsizing.telemetry.endpoint.MetricsEndpoint}
 * first.
 */
package dev.rightsizing.telemetry.endpoint;

// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the answers of a Prometheus-compatible API as streams.
 *
 * <p>May import {@code model} and {@code usage}. Open {@link
 * dev.rightsizing.usage.prometheus.answer.Answer} first.
 */
package dev.rightsizing.usage.prometheus.answer;

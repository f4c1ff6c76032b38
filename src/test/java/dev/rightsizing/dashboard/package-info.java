// SPDX-License-Identifier: Apache-2.0
/**
 * Writes the Grafana dashboards of the chart, and asks each of their queries of a real Prometheus.
 * Open {@code Dashboards} first.
 */
package dev.rightsizing.dashboard;

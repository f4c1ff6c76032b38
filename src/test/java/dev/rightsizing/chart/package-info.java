// SPDX-License-Identifier: Apache-2.0
/** The Helm chart: what is generated in it, and what real Helm makes of it. */
package dev.rightsizing.chart;

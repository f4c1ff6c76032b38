// SPDX-License-Identifier: Apache-2.0
/**
 * The words of the product as values: amounts with units, workloads, sizes, reasons.
 *
 * <p>Imports no other room. Open {@link dev.rightsizing.model.Amount} first, then {@link
 * dev.rightsizing.model.Workload} and {@link dev.rightsizing.model.WorkloadRecommendation}.
 */
package dev.rightsizing.model;

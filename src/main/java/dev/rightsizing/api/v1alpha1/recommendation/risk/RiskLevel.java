// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation.risk;

/** How bad a risk is. */
public enum RiskLevel {
  None,
  Warning,
  Critical,
  Emergency,
  Unknown
}

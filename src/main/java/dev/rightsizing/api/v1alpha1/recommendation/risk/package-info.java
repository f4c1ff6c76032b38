// SPDX-License-Identifier: Apache-2.0
/**
 * What {@code status.risk} remembers of each signal, as plain beans. May import {@code api} only.
 */
package dev.rightsizing.api.v1alpha1.recommendation.risk;

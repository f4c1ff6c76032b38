// SPDX-License-Identifier: Apache-2.0
/**
 * What a {@link dev.rightsizing.api.v1alpha1.Recommendation} is made of; all of it is written by
 * the operator.
 *
 * <p>Imports no other room. Open {@link
 * dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation} first.
 */
package dev.rightsizing.api.v1alpha1.recommendation;

// SPDX-License-Identifier: Apache-2.0
/**
 * What a {@link dev.rightsizing.api.v1alpha1.RightSizingPolicy} is made of; see there for the rules
 * of these beans.
 *
 * <p>Imports no other room. Open {@link dev.rightsizing.api.v1alpha1.policy.ResourceRule} first.
 */
package dev.rightsizing.api.v1alpha1.policy;

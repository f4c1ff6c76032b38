// SPDX-License-Identifier: Apache-2.0
/**
 * Guards that need nothing but the policy, the Recommendation and what is remembered of changes:
 * switches, evidence, how far a step goes, times and budgets.
 *
 * <p>Imports {@code guard} and {@code model}. Open {@link
 * dev.rightsizing.guard.policy.PolicyGuards} first.
 */
package dev.rightsizing.guard.policy;

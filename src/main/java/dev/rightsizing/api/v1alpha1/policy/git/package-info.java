// SPDX-License-Identifier: Apache-2.0
/**
 * How a policy proposes changes in Git, and what became of its requests.
 *
 * <p>Imports nothing of ours but the other beans. Open {@link
 * dev.rightsizing.api.v1alpha1.policy.git.GitRule} first.
 */
package dev.rightsizing.api.v1alpha1.policy.git;

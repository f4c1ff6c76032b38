// SPDX-License-Identifier: Apache-2.0
/**
 * Proposes changes as a branch and a pull request: {@code repository} speaks Git, {@code request}
 * the REST APIs of code hosts, {@code proposal} decides and puts them together.
 *
 * <p>Imports {@code model} and {@code patch}; knows nothing of Kubernetes. Open {@code
 * proposal.ProposalPass} first.
 */
package dev.rightsizing.git;

// SPDX-License-Identifier: Apache-2.0
/**
 * Chooses a host's API by what a policy says, and checks that it may be called.
 *
 * <p>Imports {@code git}, {@code model} and the other packages of {@code request}. Open {@link
 * dev.rightsizing.git.request.choice.RestCodeHosts} first.
 */
package dev.rightsizing.git.request.choice;

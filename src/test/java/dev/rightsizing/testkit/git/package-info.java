// SPDX-License-Identifier: Apache-2.0
/**
 * Real Git servers on localhost: {@link dev.rightsizing.testkit.git.GitHttpServer} is {@code git
 * http-backend} behind HTTP or TLS, {@link dev.rightsizing.testkit.git.GitSshServer} is OpenSSH's
 * sshd. {@link dev.rightsizing.testkit.git.BareRepository} is what both serve, and acts as a
 * person.
 */
package dev.rightsizing.testkit.git;

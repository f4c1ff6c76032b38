// SPDX-License-Identifier: Apache-2.0
/**
 * Servers that act the documented shapes of GitHub's and GitLab's REST APIs, which cannot be had
 * here: they keep state, and note each request that the documentation does not allow. Open {@link
 * dev.rightsizing.testkit.codehost.CodeHostReplay} first.
 */
package dev.rightsizing.testkit.codehost;

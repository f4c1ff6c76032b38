// SPDX-License-Identifier: Apache-2.0
/**
 * Who sent a request: by a token, by a trusted proxy's headers, or whoever reaches the loopback
 * address. Open {@link dev.rightsizing.web.signin.SignIn} first.
 */
package dev.rightsizing.web.signin;

// SPDX-License-Identifier: Apache-2.0
/**
 * Calls of a code host's REST API: what they have in common on all hosts, which is time limits,
 * retries, rate limits, redirects, conditional requests and faults.
 *
 * <p>Imports {@code git} and {@code model}. Open {@link dev.rightsizing.git.request.http.ApiClient}
 * first.
 */
package dev.rightsizing.git.request.http;

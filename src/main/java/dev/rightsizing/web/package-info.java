// SPDX-License-Identifier: Apache-2.0
/**
 * The page that the operator serves: savings, risk, quotas and each Recommendation, to each person
 * what {@code kubectl} would show.
 *
 * <p>May import {@code html}, {@code model}, {@code api}, {@code recommend}, {@code watch} and
 * {@code access}. Open {@link dev.rightsizing.web.server.PageServer} first; {@link
 * dev.rightsizing.web.page.DetailSection} is how another part adds to the page of a Recommendation.
 */
package dev.rightsizing.web;

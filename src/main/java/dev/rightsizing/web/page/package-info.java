// SPDX-License-Identifier: Apache-2.0
/**
 * The pages: overview, table, one Recommendation, signing in, errors. Open {@link
 * dev.rightsizing.web.page.PageHandler} first.
 */
package dev.rightsizing.web.page;

// SPDX-License-Identifier: Apache-2.0
/**
 * A Recommendation as text, for the command line and the page alike. Open {@link
 * dev.rightsizing.recommend.explanation.Explanation} first.
 */
package dev.rightsizing.recommend.explanation;

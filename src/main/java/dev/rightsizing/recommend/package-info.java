// SPDX-License-Identifier: Apache-2.0
/**
 * Translates between the custom resources and the pipeline's values, in both directions.
 *
 * <p>May import {@code model}, {@code evaluate}, {@code api} and the ports. Open {@link
 * dev.rightsizing.recommend.PolicyReader} first.
 */
package dev.rightsizing.recommend;

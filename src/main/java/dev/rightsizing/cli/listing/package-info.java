// SPDX-License-Identifier: Apache-2.0
/**
 * Many Recommendations at a glance: {@code list} and {@code top}, once or kept up to date by a
 * watch.
 *
 * <p>May import {@code model} and {@code api}. Open {@link dev.rightsizing.cli.listing.Listing}
 * first.
 */
package dev.rightsizing.cli.listing;

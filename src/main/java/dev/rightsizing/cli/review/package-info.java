// SPDX-License-Identifier: Apache-2.0
/**
 * Work on the Recommendations that the operator wrote: {@code explain}, {@code patch}, {@code
 * approve}, {@code reject}, under a person's own rights.
 *
 * <p>May import {@code model}, {@code recommend}, {@code api}, {@code patch} and {@code git}. Open
 * {@link dev.rightsizing.cli.review.WorkloadName} first.
 */
package dev.rightsizing.cli.review;

// SPDX-License-Identifier: Apache-2.0
/**
 * What a change of sizes saves.
 *
 * <p>May import {@code model}. Open {@link dev.rightsizing.sizing.savings.SavingsCalculator} first.
 */
package dev.rightsizing.sizing.savings;

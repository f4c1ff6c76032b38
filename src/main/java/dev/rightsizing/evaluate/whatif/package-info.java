// SPDX-License-Identifier: Apache-2.0
/**
 * What other rules would make of a workload.
 *
 * <p>May import {@code model}, {@code sizing} and the room {@code evaluate}. Open {@link
 * dev.rightsizing.evaluate.whatif.WhatIf} first.
 */
package dev.rightsizing.evaluate.whatif;

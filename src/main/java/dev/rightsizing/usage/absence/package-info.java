// SPDX-License-Identifier: Apache-2.0
/**
 * Why a namespace has no usage: nothing is recorded, or under other labels, or too seldom.
 *
 * <p>May import {@code model} and {@code usage}. Open {@link dev.rightsizing.usage.absence.Absence}
 * first.
 */
package dev.rightsizing.usage.absence;

// SPDX-License-Identifier: Apache-2.0
/**
 * From usage to a size, in named stages that each leave a line of explanation. Pure: no Kubernetes,
 * no HTTP, no log, no clock.
 *
 * <p>May import {@code model}. Open {@link dev.rightsizing.sizing.Sizer} first.
 */
package dev.rightsizing.sizing;

// SPDX-License-Identifier: Apache-2.0
/**
 * All guards in the order in which they are asked.
 *
 * <p>Imports {@code guard} and its packages. Open {@link dev.rightsizing.guard.order.AllGuards}
 * first.
 */
package dev.rightsizing.guard.order;

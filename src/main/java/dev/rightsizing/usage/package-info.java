// SPDX-License-Identifier: Apache-2.0
/**
 * How usage is read and kept: the port {@link dev.rightsizing.usage.UsageSource}, its adapters, and
 * the collector that reads only what is new.
 *
 * <p>May import {@code model} and {@code sizing.sketch}; an adapter never imports another.
 */
package dev.rightsizing.usage;

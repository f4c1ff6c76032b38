// SPDX-License-Identifier: Apache-2.0
/**
 * What was read, for as long as a policy wants it and within a bound of bytes.
 *
 * <p>May import {@code model} and {@code usage}. Open {@link
 * dev.rightsizing.usage.memory.UsageMemory} first.
 */
package dev.rightsizing.usage.memory;

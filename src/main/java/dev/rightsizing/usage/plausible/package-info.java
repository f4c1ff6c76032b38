// SPDX-License-Identifier: Apache-2.0
/**
 * What a sample of usage can be at most, and what becomes of those that are more: they are left out
 * and counted, before anything is computed from them.
 *
 * <p>May import {@code model} and {@code usage}. Open {@link
 * dev.rightsizing.usage.plausible.PlausibleSink} first.
 */
package dev.rightsizing.usage.plausible;

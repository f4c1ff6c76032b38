// SPDX-License-Identifier: Apache-2.0
/**
 * Settings and wiring: the only room that knows every adapter.
 *
 * <p>May import anything. Open {@link dev.rightsizing.config.Settings} first.
 */
package dev.rightsizing.config;

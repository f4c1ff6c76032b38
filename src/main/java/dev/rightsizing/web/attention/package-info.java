// SPDX-License-Identifier: Apache-2.0
/**
 * What a person on call would look at first. Open {@link
 * dev.rightsizing.web.attention.AttentionRule} first.
 */
package dev.rightsizing.web.attention;

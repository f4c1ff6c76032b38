// SPDX-License-Identifier: Apache-2.0
/**
 * Two parts of the page of a Recommendation: usage over time, and what other rules would give.
 *
 * <p>May import {@code model}, {@code api}, {@code recommend}, {@code evaluate}, {@code sizing} and
 * {@code html}. Open {@link dev.rightsizing.web.usage.WhatIfSection} first.
 */
package dev.rightsizing.web.usage;

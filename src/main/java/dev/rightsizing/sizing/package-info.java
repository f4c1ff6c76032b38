// SPDX-License-Identifier: Apache-2.0
/**
 * The maths: from usage to sizes, savings and quota projections. Pure: no Kubernetes, no HTTP, no
 * logging, no clock.
 *
 * <p>May import {@code model}.
 */
package dev.rightsizing.sizing;

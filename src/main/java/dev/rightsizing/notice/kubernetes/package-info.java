// SPDX-License-Identifier: Apache-2.0
/**
 * Notices as Events of {@code events.k8s.io/v1}. Needs {@code create} and {@code patch} on them.
 *
 * <p>May import {@code model} and {@code notice}.
 */
package dev.rightsizing.notice.kubernetes;

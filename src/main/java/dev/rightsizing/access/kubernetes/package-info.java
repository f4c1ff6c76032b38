// SPDX-License-Identifier: Apache-2.0
/**
 * Asks the API server by TokenReview and SubjectAccessReview. Known to {@code config} alone.
 *
 * <p>Open {@link dev.rightsizing.access.kubernetes.KubernetesAccess} first.
 */
package dev.rightsizing.access.kubernetes;

// SPDX-License-Identifier: Apache-2.0
/**
 * Who sends a request, and what that person or ServiceAccount may do, as the cluster answers it.
 *
 * <p>Imports no other room; the adapter is {@code access.kubernetes}. Open {@link
 * dev.rightsizing.access.AccessReview} first.
 */
package dev.rightsizing.access;

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

/**
 * What the API server and the operator's rights allow.
 *
 * @param served whether the API server has the subresource {@code pods/resize}
 * @param memoryLimitDown whether it takes a lower memory limit without a restart (Kubernetes 1.34)
 * @param version of the API server, for people
 */
public record ResizeSupport(boolean served, boolean memoryLimitDown, String version) {}

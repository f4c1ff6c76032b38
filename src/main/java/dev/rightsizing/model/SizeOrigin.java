// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/** Where a container's current request comes from. */
public enum SizeOrigin {
  /** Written in the pod template. */
  TEMPLATE,
  /** Absent from the template; Kubernetes copies the limit. */
  LIMIT,
  /** Absent from the template; a LimitRange of the namespace fills it in. */
  LIMIT_RANGE,
  /**
   * The pods run with another request than their template gives: resized, or of another revision.
   */
  PODS,
  /** Not set. */
  NONE
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/** What a container is in its pod. */
public enum ContainerRole {
  /** An ordinary container. */
  MAIN,
  /** An init container that ends before the ordinary ones start. */
  INIT,
  /** A native sidecar: an init container with {@code restartPolicy: Always}. */
  SIDECAR,
  /**
   * No container: the pod as a whole, which asks for something at its own level ({@code
   * spec.resources}).
   */
  POD
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/** When a container runs in its pod. */
public enum ContainerRole {
  /** An ordinary container. */
  MAIN,
  /** An init container that ends before the ordinary ones start. */
  INIT,
  /** A native sidecar: an init container with {@code restartPolicy: Always}. */
  SIDECAR
}

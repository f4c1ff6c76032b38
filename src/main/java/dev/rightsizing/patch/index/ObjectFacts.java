// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.index;

/**
 * An object of a file.
 *
 * @param kind as written: a kind of workload, or {@code HelmRelease}
 * @param namespace empty where the file leaves it out
 * @param whole whether it is more than a patch: a container of it has an image, or it is no
 *     workload
 * @param start where its mapping begins, in bytes
 */
public record ObjectFacts(String kind, String name, String namespace, boolean whole, int start) {
  /** The kind of Flux's release of a chart. */
  public static final String HELM_RELEASE = "HelmRelease";
}

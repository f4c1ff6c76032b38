// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

/**
 * The container that a series of samples belongs to, and the labels that distinguish the series
 * from others of the same container.
 */
public record SeriesKey(String namespace, String pod, String container, SeriesLabels labels) {

  /** The only series of a container. */
  public SeriesKey(String namespace, String pod, String container) {
    this(namespace, pod, container, SeriesLabels.NONE);
  }

  /** The container alone, the same for all its series. */
  public SeriesKey bare() {
    return labels.isEmpty() ? this : new SeriesKey(namespace, pod, container);
  }
}

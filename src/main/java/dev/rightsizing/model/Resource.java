// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/** A resource that containers request: CPU in cores or memory in bytes. */
public enum Resource {
  CPU("cpu", 0.001),
  MEMORY("memory", 1024.0 * 1024.0);

  private final String key;
  private final double granule;

  Resource(String key, double granule) {
    this.key = key;
    this.granule = granule;
  }

  /** The key in a pod spec's requests and limits: {@code cpu} or {@code memory}. */
  public String key() {
    return key;
  }

  /** What sizes are rounded up to, in base units: 1m of a core, 1Mi of memory. */
  public double granule() {
    return granule;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/** All that a policy says about how sizes are computed. */
public record SizingSettings(
    Window window, SizingRule cpu, SizingRule memory, Thresholds thresholds, Tolerance tolerance) {

  public static final SizingSettings DEFAULT =
      new SizingSettings(
          Window.DEFAULT,
          SizingRule.CPU_DEFAULT,
          SizingRule.MEMORY_DEFAULT,
          Thresholds.DEFAULT,
          Tolerance.BALANCED);

  public SizingRule rule(Resource resource) {
    return resource == Resource.CPU ? cpu : memory;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/**
 * All that a policy says about how sizes are computed.
 *
 * @param autoscaler what happens to a request whose utilization an autoscaler works on
 */
public record SizingSettings(
    Window window,
    SizingRule cpu,
    SizingRule memory,
    Thresholds thresholds,
    Tolerance tolerance,
    AutoscalerMode autoscaler) {

  /** Such a request is held. */
  public SizingSettings(
      Window window,
      SizingRule cpu,
      SizingRule memory,
      Thresholds thresholds,
      Tolerance tolerance) {
    this(window, cpu, memory, thresholds, tolerance, AutoscalerMode.HOLD);
  }

  public static final SizingSettings DEFAULT =
      new SizingSettings(
          Window.DEFAULT,
          SizingRule.CPU_DEFAULT,
          SizingRule.MEMORY_DEFAULT,
          Thresholds.DEFAULT,
          Tolerance.BALANCED);

  public SizingSettings withAutoscaler(AutoscalerMode mode) {
    return new SizingSettings(window, cpu, memory, thresholds, tolerance, mode);
  }

  public SizingRule rule(Resource resource) {
    return resource == Resource.CPU ? cpu : memory;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How much usage above the size the Adaptive estimator tolerates. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Tolerance {

  @JsonPropertyDescription(
      "Preset for the two figures: Balanced tolerates 1.5 % of CPU samples and 3 % of memory"
          + " days, Safe half as much.")
  private Preset preset = Preset.Balanced;

  @JsonPropertyDescription("Share of CPU samples that may lie over the request.")
  @Min(1)
  @Max(20)
  private Integer cpuSamplesOverPercent;

  @JsonPropertyDescription("Share of days on which memory may go over the request.")
  @Min(1)
  @Max(20)
  private Integer memoryDaysOverPercent;

  public Preset getPreset() {
    return preset;
  }

  public void setPreset(Preset preset) {
    if (preset != null) {
      this.preset = preset;
    }
  }

  public Integer getCpuSamplesOverPercent() {
    return cpuSamplesOverPercent;
  }

  public void setCpuSamplesOverPercent(Integer cpuSamplesOverPercent) {
    this.cpuSamplesOverPercent = cpuSamplesOverPercent;
  }

  public Integer getMemoryDaysOverPercent() {
    return memoryDaysOverPercent;
  }

  public void setMemoryDaysOverPercent(Integer memoryDaysOverPercent) {
    this.memoryDaysOverPercent = memoryDaysOverPercent;
  }

  /** Tolerances by name. */
  public enum Preset {
    Balanced,
    Safe
  }
}

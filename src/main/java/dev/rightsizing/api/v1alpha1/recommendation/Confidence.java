// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;

/** Confidence in the recommendation. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Confidence {

  @JsonPropertyDescription("Confidence level: High, Medium, Low or None.")
  private Level level;

  @JsonPropertyDescription("Time from the first to the last sample.")
  @Pattern(Formats.DURATION)
  private String history;

  @JsonPropertyDescription("Number of samples.")
  @Min(0)
  private Long samples;

  @JsonPropertyDescription("Share of the expected samples of that time that exist.")
  @Min(0)
  @Max(100)
  private Integer coveragePercent;

  public Level getLevel() {
    return level;
  }

  public void setLevel(Level level) {
    this.level = level;
  }

  public String getHistory() {
    return history;
  }

  public void setHistory(String history) {
    this.history = history;
  }

  public Long getSamples() {
    return samples;
  }

  public void setSamples(Long samples) {
    this.samples = samples;
  }

  public Integer getCoveragePercent() {
    return coveragePercent;
  }

  public void setCoveragePercent(Integer coveragePercent) {
    this.coveragePercent = coveragePercent;
  }

  /** How much evidence there is. */
  public enum Level {
    High,
    Medium,
    Low,
    None
  }
}

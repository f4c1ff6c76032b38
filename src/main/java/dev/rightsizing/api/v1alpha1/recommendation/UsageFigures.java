// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Pattern;

/** Usage of one resource over the window, after the pods are combined. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class UsageFigures {

  @JsonPropertyDescription("The 95th percentile over the window.")
  @Pattern(Formats.AMOUNT)
  private String p95;

  @JsonPropertyDescription("The peak over the window.")
  @Pattern(Formats.AMOUNT)
  private String max;

  @JsonPropertyDescription("The mean over the window.")
  @Pattern(Formats.AMOUNT)
  private String mean;

  public String getP95() {
    return p95;
  }

  public void setP95(String p95) {
    this.p95 = p95;
  }

  public String getMax() {
    return max;
  }

  public void setMax(String max) {
    this.max = max;
  }

  public String getMean() {
    return mean;
  }

  public void setMean(String mean) {
    this.mean = mean;
  }
}

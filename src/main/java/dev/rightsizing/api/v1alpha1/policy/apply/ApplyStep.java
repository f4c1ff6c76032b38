// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy.apply;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How far one change goes, in percent of the size before it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ApplyStep {

  @JsonPropertyDescription("How much a size falls at most.")
  @Min(1)
  @Max(100)
  private Integer downPercent = 30;

  @JsonPropertyDescription("How much a size grows at most; 100 doubles it.")
  @Min(1)
  @Max(10000)
  private Integer upPercent = 100;

  public Integer getDownPercent() {
    return downPercent;
  }

  public void setDownPercent(Integer downPercent) {
    if (downPercent != null) {
      this.downPercent = downPercent;
    }
  }

  public Integer getUpPercent() {
    return upPercent;
  }

  public void setUpPercent(Integer upPercent) {
    if (upPercent != null) {
      this.upPercent = upPercent;
    }
  }
}

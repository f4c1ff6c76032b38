// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;

/** A size that pods run with, and how many do. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RunningSize extends RequestAndLimit {

  @JsonPropertyDescription("Number of pods with this size.")
  @Min(1)
  private Integer pods;

  public RunningSize() {}

  public RunningSize(String request, String limit, Integer pods) {
    super(request, limit);
    this.pods = pods;
  }

  public Integer getPods() {
    return pods;
  }

  public void setPods(Integer pods) {
    this.pods = pods;
  }
}

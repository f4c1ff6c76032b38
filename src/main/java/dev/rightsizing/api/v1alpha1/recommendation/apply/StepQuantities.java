// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation.apply;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.v1alpha1.recommendation.RequestAndLimit;

/** A size in a step, and the size before it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class StepQuantities extends RequestAndLimit {

  @JsonPropertyDescription("The size before the step.")
  private RequestAndLimit from;

  public RequestAndLimit getFrom() {
    return from;
  }

  public void setFrom(RequestAndLimit from) {
    this.from = from;
  }
}

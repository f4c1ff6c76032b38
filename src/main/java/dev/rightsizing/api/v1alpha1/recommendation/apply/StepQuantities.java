// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation.apply;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import dev.rightsizing.api.v1alpha1.recommendation.RequestAndLimit;
import io.fabric8.generator.annotation.Pattern;

/** A size in a step, and the size before it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class StepQuantities {

  @JsonPropertyDescription("The request; absent when there is none.")
  @Pattern(Formats.AMOUNT)
  private String request;

  @JsonPropertyDescription("The limit; absent when there is none.")
  @Pattern(Formats.AMOUNT)
  private String limit;

  @JsonPropertyDescription("The size before the step.")
  private RequestAndLimit from;

  public String getRequest() {
    return request;
  }

  public void setRequest(String request) {
    this.request = request;
  }

  public String getLimit() {
    return limit;
  }

  public void setLimit(String limit) {
    this.limit = limit;
  }

  public RequestAndLimit getFrom() {
    return from;
  }

  public void setFrom(RequestAndLimit from) {
    this.from = from;
  }
}

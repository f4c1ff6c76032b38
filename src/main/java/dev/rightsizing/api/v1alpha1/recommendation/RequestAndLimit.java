// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Pattern;

/** Request and limit of one container for one resource; an absent one is not set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RequestAndLimit {

  @JsonPropertyDescription("The request, as a quantity; absent when there is none.")
  @Pattern(Formats.AMOUNT)
  private String request;

  @JsonPropertyDescription("The limit, as a quantity; absent when there is none.")
  @Pattern(Formats.AMOUNT)
  private String limit;

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

  public RequestAndLimit() {}

  public RequestAndLimit(String request, String limit) {
    this.request = request;
    this.limit = limit;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What a container runs with now. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class CurrentSize extends RequestAndLimit {

  @JsonPropertyDescription(
      "Where the request comes from: the pod Template, the container's Limit, the namespace's"
          + " LimitRange, the running Pods where they differ from the template, or None.")
  private RequestSource requestSource;

  public RequestSource getRequestSource() {
    return requestSource;
  }

  public void setRequestSource(RequestSource requestSource) {
    this.requestSource = requestSource;
  }

  /** Where a request comes from. */
  public enum RequestSource {
    Template,
    Limit,
    LimitRange,
    Pods,
    None
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation.risk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Pattern;

/** A pending level, which has not held long enough to be reported. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RiskStep {

  @JsonPropertyDescription("The pending level.")
  private RiskLevel to;

  @JsonPropertyDescription("When it began.")
  @Pattern(Formats.DATE_TIME)
  private String since;

  @JsonPropertyDescription("When it was last confirmed.")
  @Pattern(Formats.DATE_TIME)
  private String seen;

  public RiskLevel getTo() {
    return to;
  }

  public void setTo(RiskLevel to) {
    this.to = to;
  }

  public String getSince() {
    return since;
  }

  public void setSince(String since) {
    this.since = since;
  }

  public String getSeen() {
    return seen;
  }

  public void setSeen(String seen) {
    this.seen = seen;
  }
}

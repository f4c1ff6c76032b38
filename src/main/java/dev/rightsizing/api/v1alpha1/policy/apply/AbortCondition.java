// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy.apply;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A query that says that a change was bad. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class AbortCondition {

  @JsonPropertyDescription("Unique in its policy.")
  @Required
  @Size(min = 1, max = 63)
  @Pattern(Formats.DNS_LABEL)
  private String name;

  @JsonPropertyDescription(
      "PromQL; a change is undone when any of its values is over the threshold.")
  @Required
  @Size(min = 1, max = 2048)
  private String query;

  @JsonPropertyDescription("The threshold.")
  @Required
  @Pattern(Formats.THRESHOLD)
  private String above;

  @JsonProperty("for")
  @JsonPropertyDescription("For how long without a break, from 0s to 1d.")
  @Pattern(Formats.DURATION)
  @ValidationRule(value = "seconds(self) <= seconds('1d')", message = "for must be at most 1d")
  private String hold = "5m";

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getQuery() {
    return query;
  }

  public void setQuery(String query) {
    this.query = query;
  }

  public String getAbove() {
    return above;
  }

  public void setAbove(String above) {
    this.above = above;
  }

  public String getHold() {
    return hold;
  }

  public void setHold(String hold) {
    if (hold != null) {
      this.hold = hold;
    }
  }
}

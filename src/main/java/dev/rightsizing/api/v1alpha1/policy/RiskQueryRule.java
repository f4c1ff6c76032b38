// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A further signal of risk: the worst value of a query, for each workload. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RiskQueryRule {

  @JsonPropertyDescription("The signal's name, unique in the policy, such as dns-latency.")
  @Required
  @Pattern(Formats.DNS_LABEL)
  @Size(min = 1, max = 63)
  private String name;

  @JsonPropertyDescription(
      "PromQL for an instant query, sent as is, without prometheus.matchers. Its series need"
          + " the labels namespace and pod, or namespace and deployment, statefulset,"
          + " daemonset, cronjob, job_name or rollout.")
  @Required
  @Size(min = 1, max = 2048)
  private String query;

  @JsonPropertyDescription("What the value must exceed, as a decimal number that is not negative.")
  @Required
  @Pattern(Formats.THRESHOLD)
  private String above;

  @JsonProperty("for")
  @JsonPropertyDescription("How long the value must stay over the threshold, from 1m to 24h.")
  @Pattern(Formats.DURATION)
  @ValidationRule(
      value = "seconds(self) >= seconds('1m') && seconds(self) <= seconds('24h')",
      message = "risk.signals[].for must be between 1m and 24h")
  @Default("5m")
  private String holdFor = "5m";

  @JsonPropertyDescription("Level of the risk: Warning, Critical or Emergency.")
  @Default("Warning")
  private Level level = Level.Warning;

  @JsonPropertyDescription("Text shown with the signal, such as what to do.")
  @Size(max = 256)
  private String description;

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

  public String getHoldFor() {
    return holdFor;
  }

  public void setHoldFor(String holdFor) {
    if (holdFor != null) {
      this.holdFor = holdFor;
    }
  }

  public Level getLevel() {
    return level;
  }

  public void setLevel(Level level) {
    if (level != null) {
      this.level = level;
    }
  }

  public String getDescription() {
    return description;
  }

  public void setDescription(String description) {
    this.description = description;
  }

  /** How bad a signal over its threshold is. */
  public enum Level {
    Warning,
    Critical,
    Emergency
  }
}

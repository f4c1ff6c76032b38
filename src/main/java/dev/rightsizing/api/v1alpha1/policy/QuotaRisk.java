// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import dev.rightsizing.api.v1alpha1.recommendation.risk.RiskLevel;
import dev.rightsizing.api.v1alpha1.recommendation.risk.RiskStep;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** What the quota watch remembers of one resource of one ResourceQuota. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class QuotaRisk {

  @JsonPropertyDescription("Namespace of the ResourceQuota.")
  @Required
  @Size(min = 1, max = 63)
  private String namespace;

  @JsonPropertyDescription("Name of the ResourceQuota.")
  @Required
  @Size(min = 1, max = 253)
  private String name;

  @JsonPropertyDescription("The line of the quota, such as requests.cpu.")
  @Required
  @Size(min = 1, max = 253)
  private String resource;

  @JsonPropertyDescription(
      "Usage level: None, Warning (80 %), Critical (90 %) or Emergency (95 %), each after 5"
          + " minutes.")
  private RiskLevel level;

  @JsonPropertyDescription("Start of the condition behind this level; absent while it is None.")
  @Pattern(Formats.DATE_TIME)
  private String since;

  @JsonPropertyDescription("Approximate share that is used; absent while the level is None.")
  @Min(0)
  private Integer usedPercent;

  @JsonPropertyDescription("Pending escalation, not yet held for the hold time.")
  private RiskStep rising;

  @JsonPropertyDescription("Pending de-escalation, not yet held for the hold time.")
  private RiskStep falling;

  @JsonPropertyDescription("Usage on the last days, from which the trend is computed.")
  private QuotaPeaks days;

  public String getNamespace() {
    return namespace;
  }

  public void setNamespace(String namespace) {
    this.namespace = namespace;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getResource() {
    return resource;
  }

  public void setResource(String resource) {
    this.resource = resource;
  }

  public RiskLevel getLevel() {
    return level;
  }

  public void setLevel(RiskLevel level) {
    this.level = level;
  }

  public String getSince() {
    return since;
  }

  public void setSince(String since) {
    this.since = since;
  }

  public Integer getUsedPercent() {
    return usedPercent;
  }

  public void setUsedPercent(Integer usedPercent) {
    this.usedPercent = usedPercent;
  }

  public RiskStep getRising() {
    return rising;
  }

  public void setRising(RiskStep rising) {
    this.rising = rising;
  }

  public RiskStep getFalling() {
    return falling;
  }

  public void setFalling(RiskStep falling) {
    this.falling = falling;
  }

  public QuotaPeaks getDays() {
    return days;
  }

  public void setDays(QuotaPeaks days) {
    this.days = days;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One resource of one ResourceQuota, now and when all recommendations are applied. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class QuotaLine {

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

  @JsonPropertyDescription("The most that the quota allows.")
  @Required
  @Pattern(Formats.QUANTITY)
  private String hard;

  @JsonPropertyDescription("What the API server counts as used; absent while it has not counted.")
  @Pattern(Formats.QUANTITY)
  private String used;

  @JsonPropertyDescription("Share of the quota that is used.")
  @Min(0)
  private Integer usedPercent;

  @JsonPropertyDescription(
      "What would be used with all recommendations applied; absent where it cannot be told, as for a scoped quota.")
  @Pattern(Formats.QUANTITY)
  private String projected;

  @JsonPropertyDescription(
      "Share of the quota that would be used with all recommendations applied; over 100 they do not fit.")
  @Min(0)
  private Integer projectedPercent;

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

  public String getHard() {
    return hard;
  }

  public void setHard(String hard) {
    this.hard = hard;
  }

  public String getUsed() {
    return used;
  }

  public void setUsed(String used) {
    this.used = used;
  }

  public Integer getUsedPercent() {
    return usedPercent;
  }

  public void setUsedPercent(Integer usedPercent) {
    this.usedPercent = usedPercent;
  }

  public String getProjected() {
    return projected;
  }

  public void setProjected(String projected) {
    this.projected = projected;
  }

  public Integer getProjectedPercent() {
    return projectedPercent;
  }

  public void setProjectedPercent(Integer projectedPercent) {
    this.projectedPercent = projectedPercent;
  }
}

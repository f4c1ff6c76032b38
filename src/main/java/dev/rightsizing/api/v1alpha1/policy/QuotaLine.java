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

  @JsonPropertyDescription("Usage as counted by the API server; absent until it has counted.")
  @Pattern(Formats.QUANTITY)
  private String used;

  @JsonPropertyDescription("Share of the quota that is used.")
  @Min(0)
  private Integer usedPercent;

  @JsonPropertyDescription(
      "Usage with all recommendations applied; absent if unknown: not counted yet, a scope"
          + " that a pod template does not decide, or contradicting figures.")
  @Pattern(Formats.QUANTITY)
  private String projected;

  @JsonPropertyDescription(
      "Share of the quota used with all recommendations applied; above 100 only where it was"
          + " above before.")
  @Min(0)
  private Integer projectedPercent;

  @JsonPropertyDescription(
      "Usage in the worst case: all recommendations applied, every HorizontalPodAutoscaler at"
          + " maxReplicas, every batch workload running and the largest roll-out in flight.")
  @Pattern(Formats.QUANTITY)
  private String worstCase;

  @JsonPropertyDescription(
      "Share of the quota used in the worst case; above 100 some of those pods would be refused.")
  @Min(0)
  private Integer worstCasePercent;

  @JsonPropertyDescription("Why there is no projection although the quota is counted.")
  @Size(max = 1024)
  private String message;

  @JsonPropertyDescription("By how much increases were cut to fit; absent if nothing was cut.")
  @Pattern(Formats.QUANTITY)
  private String shortfall;

  @JsonPropertyDescription(
      "Amount that would stay unused; only where the projection is below half of the quota.")
  @Pattern(Formats.QUANTITY)
  private String idle;

  @JsonPropertyDescription(
      "Time until the quota is used up at the growth of the last days; absent if it is not"
          + " clearly growing or lasts longer than 90 days.")
  @Pattern(Formats.DURATION)
  private String timeToExhaustion;

  public String getMessage() {
    return message;
  }

  public void setMessage(String message) {
    this.message = message;
  }

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

  public String getWorstCase() {
    return worstCase;
  }

  public void setWorstCase(String worstCase) {
    this.worstCase = worstCase;
  }

  public Integer getWorstCasePercent() {
    return worstCasePercent;
  }

  public void setWorstCasePercent(Integer worstCasePercent) {
    this.worstCasePercent = worstCasePercent;
  }

  public String getShortfall() {
    return shortfall;
  }

  public void setShortfall(String shortfall) {
    this.shortfall = shortfall;
  }

  public String getIdle() {
    return idle;
  }

  public void setIdle(String idle) {
    this.idle = idle;
  }

  public String getTimeToExhaustion() {
    return timeToExhaustion;
  }

  public void setTimeToExhaustion(String timeToExhaustion) {
    this.timeToExhaustion = timeToExhaustion;
  }
}

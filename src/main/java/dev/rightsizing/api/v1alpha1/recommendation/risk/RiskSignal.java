// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation.risk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** What is remembered of one signal of one container, or of one that the policy names. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RiskSignal {

  @JsonPropertyDescription("The container's name; absent for a signal of the whole workload.")
  @Size(max = 253)
  private String container;

  @JsonPropertyDescription(
      "The signal: Throttling, CpuPressure, Memory, MemoryGrowth, OomKill, or PolicySignal,"
          + " one of the policy's risk.signals.")
  private Kind kind;

  @JsonPropertyDescription("Name of the policy's signal.")
  @Size(max = 63)
  private String name;

  @JsonPropertyDescription("Last known level.")
  private RiskLevel level;

  @JsonPropertyDescription(
      "Start of the condition behind this level; for OOM kills, the last reported kill.")
  @Pattern(Formats.DATE_TIME)
  private String since;

  @JsonPropertyDescription(
      "Whether the level was reported; false while it is only shown, below the policy's threshold.")
  private Boolean told;

  @JsonPropertyDescription(
      "Last reported share: of the memory limit, of the CFS periods, or of the time.")
  @Min(0)
  private Integer percent;

  @JsonPropertyDescription(
      "Last reported value: of the policy's signal, or minutes until memory reaches its limit.")
  @Pattern(Formats.DECIMAL)
  private String value;

  @JsonPropertyDescription("The limit in force; for the policy's signal, its threshold.")
  @Pattern(Formats.QUANTITY)
  private String limit;

  @JsonPropertyDescription("Why the level is unknown now, as one word for programs.")
  @Pattern(Formats.REASON)
  private String unknown;

  @JsonPropertyDescription("Pending escalation, not yet held for the hold time.")
  private RiskStep rising;

  @JsonPropertyDescription("Pending de-escalation, not yet held for the hold time.")
  private RiskStep falling;

  public String getContainer() {
    return container;
  }

  public void setContainer(String container) {
    this.container = container;
  }

  public Kind getKind() {
    return kind;
  }

  public void setKind(Kind kind) {
    this.kind = kind;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public Boolean getTold() {
    return told;
  }

  public void setTold(Boolean told) {
    this.told = told;
  }

  public String getValue() {
    return value;
  }

  public void setValue(String value) {
    this.value = value;
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

  public Integer getPercent() {
    return percent;
  }

  public void setPercent(Integer percent) {
    this.percent = percent;
  }

  public String getLimit() {
    return limit;
  }

  public void setLimit(String limit) {
    this.limit = limit;
  }

  public String getUnknown() {
    return unknown;
  }

  public void setUnknown(String unknown) {
    this.unknown = unknown;
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

  /** What is watched of a workload. */
  public enum Kind {
    Throttling,
    CpuPressure,
    Memory,
    MemoryGrowth,
    OomKill,
    PolicySignal
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Pattern;

/** What a change saves over all replicas; negative where it costs. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Savings {

  @JsonPropertyDescription("Money saved per month of 730 hours, with two decimals.")
  @Pattern(Formats.MONEY)
  private String monthly;

  @JsonPropertyDescription("ISO 4217 code of the currency.")
  @Pattern(Formats.CURRENCY)
  private String currency;

  @JsonPropertyDescription("CPU requests that would be freed over all replicas, as a quantity.")
  @Pattern(Formats.QUANTITY)
  private String cpu;

  @JsonPropertyDescription("Memory requests that would be freed over all replicas, as a quantity.")
  @Pattern(Formats.QUANTITY)
  private String memory;

  @JsonPropertyDescription(
      "Number of pods that the savings count: their mean over the window where it varies,"
          + " else the current number.")
  @Pattern("^[0-9]+(\\.[0-9]{1,2})?$")
  private String replicas;

  @JsonPropertyDescription(
      "The part of the window that the mean number of pods is computed over; absent where the"
          + " current pods count.")
  @Pattern(Formats.DURATION)
  private String replicasOver;

  @JsonPropertyDescription("Saving in percent of what the requests cost now.")
  private Integer percent;

  @JsonPropertyDescription(
      "Where the price comes from: the Policy, the Nodes on which the pods run, or a Default list price.")
  private PriceSource priceSource;

  public String getMonthly() {
    return monthly;
  }

  public void setMonthly(String monthly) {
    this.monthly = monthly;
  }

  public String getCurrency() {
    return currency;
  }

  public void setCurrency(String currency) {
    this.currency = currency;
  }

  public String getCpu() {
    return cpu;
  }

  public void setCpu(String cpu) {
    this.cpu = cpu;
  }

  public String getMemory() {
    return memory;
  }

  public void setMemory(String memory) {
    this.memory = memory;
  }

  public String getReplicas() {
    return replicas;
  }

  public void setReplicas(String replicas) {
    this.replicas = replicas;
  }

  public String getReplicasOver() {
    return replicasOver;
  }

  public void setReplicasOver(String replicasOver) {
    this.replicasOver = replicasOver;
  }

  public Integer getPercent() {
    return percent;
  }

  public void setPercent(Integer percent) {
    this.percent = percent;
  }

  public PriceSource getPriceSource() {
    return priceSource;
  }

  public void setPriceSource(PriceSource priceSource) {
    this.priceSource = priceSource;
  }

  /** Where a price comes from. */
  public enum PriceSource {
    Policy,
    Nodes,
    Default
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Pattern;

/** What all recommendations of a policy save together; negative where they cost. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SavingsTotal {

  @JsonPropertyDescription("Money saved per month of 730 hours, with two decimals.")
  @Pattern(Formats.MONEY)
  private String monthly;

  @JsonPropertyDescription("ISO 4217 code of the currency.")
  @Pattern(Formats.CURRENCY)
  private String currency;

  @JsonPropertyDescription("CPU requests that would be freed, as a quantity.")
  @Pattern(Formats.QUANTITY)
  private String cpu;

  @JsonPropertyDescription("Memory requests that would be freed, as a quantity.")
  @Pattern(Formats.QUANTITY)
  private String memory;

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
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;

/** What resources cost. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Pricing {

  @JsonPropertyDescription("Price of one core for one hour, as a decimal.")
  @Required
  @Pattern(Formats.PRICE)
  private String cpuCoreHour;

  @JsonPropertyDescription("Price of one GiB of memory for one hour, as a decimal.")
  @Required
  @Pattern(Formats.PRICE)
  private String memoryGiBHour;

  @JsonPropertyDescription("ISO 4217 code of the currency of both prices.")
  @Default("USD")
  @Pattern(Formats.CURRENCY)
  private String currency = "USD";

  public String getCpuCoreHour() {
    return cpuCoreHour;
  }

  public void setCpuCoreHour(String cpuCoreHour) {
    this.cpuCoreHour = cpuCoreHour;
  }

  public String getMemoryGiBHour() {
    return memoryGiBHour;
  }

  public void setMemoryGiBHour(String memoryGiBHour) {
    this.memoryGiBHour = memoryGiBHour;
  }

  public String getCurrency() {
    return currency;
  }

  public void setCurrency(String currency) {
    if (currency != null) {
      this.currency = currency;
    }
  }
}

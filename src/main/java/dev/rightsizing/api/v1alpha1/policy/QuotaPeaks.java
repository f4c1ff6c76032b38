// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What a quota line used on the last days. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class QuotaPeaks {

  @JsonPropertyDescription("Start of the quarter of a day that was sampled last.")
  @Pattern(Formats.DATE_TIME)
  private String sampled;

  @JsonPropertyDescription(
      "Daily peaks of usage, sampled four times a day; the last entry is for the day of sampled.")
  @Size(max = 28)
  private List<String> peaks;

  public String getSampled() {
    return sampled;
  }

  public void setSampled(String sampled) {
    this.sampled = sampled;
  }

  public List<String> getPeaks() {
    return peaks;
  }

  public void setPeaks(List<String> peaks) {
    this.peaks = peaks;
  }
}

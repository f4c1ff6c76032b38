// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy.git;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** Chooses workloads by their labels. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class WorkloadLabels {

  @JsonPropertyDescription("Labels that a workload must have; all workloads when empty.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 32)
  private Map<String, String> matchLabels = Map.of();

  public Map<String, String> getMatchLabels() {
    return matchLabels;
  }

  public void setMatchLabels(Map<String, String> matchLabels) {
    if (matchLabels != null) {
      this.matchLabels = matchLabels;
    }
  }
}

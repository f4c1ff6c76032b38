// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation.ContainerSavings;

/** The recommendation for the pod-level resources. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PodRecommendation {

  @JsonPropertyDescription(
      "Recommendation for the pod-level CPU; absent if the template sets none.")
  private ResourceRecommendation cpu;

  @JsonPropertyDescription(
      "Recommendation for the pod-level memory; absent if the template sets none.")
  private ResourceRecommendation memory;

  @JsonPropertyDescription("Savings at pod level.")
  private ContainerSavings savings;

  public ResourceRecommendation getCpu() {
    return cpu;
  }

  public void setCpu(ResourceRecommendation cpu) {
    this.cpu = cpu;
  }

  public ResourceRecommendation getMemory() {
    return memory;
  }

  public void setMemory(ResourceRecommendation memory) {
    this.memory = memory;
  }

  public ContainerSavings getSavings() {
    return savings;
  }

  public void setSavings(ContainerSavings savings) {
    this.savings = savings;
  }
}

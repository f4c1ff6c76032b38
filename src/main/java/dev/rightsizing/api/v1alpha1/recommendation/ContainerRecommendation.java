// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The recommendation for one container. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ContainerRecommendation {

  @JsonPropertyDescription("Name of the container.")
  @Required
  @Size(min = 1, max = 63)
  private String name;

  @JsonPropertyDescription(
      "When the container runs: Main, Init (ends before the main ones start), or Sidecar (an init container that keeps running).")
  private Role role;

  @JsonPropertyDescription("Recommendation for its CPU.")
  private ResourceRecommendation cpu;

  @JsonPropertyDescription("Recommendation for its memory.")
  private ResourceRecommendation memory;

  @JsonPropertyDescription("Savings of this container.")
  private ContainerSavings savings;

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public Role getRole() {
    return role;
  }

  public void setRole(Role role) {
    this.role = role;
  }

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

  /** When a container runs in its pod. */
  public enum Role {
    Main,
    Init,
    Sidecar
  }

  /** What the change of one container saves over all replicas. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public static class ContainerSavings {

    @JsonPropertyDescription(
        "Money saved per month of 730 hours over all replicas, with two decimals; negative"
            + " when the size grows.")
    @Pattern(Formats.MONEY)
    private String monthly;

    public String getMonthly() {
      return monthly;
    }

    public void setMonthly(String monthly) {
      this.monthly = monthly;
    }
  }
}

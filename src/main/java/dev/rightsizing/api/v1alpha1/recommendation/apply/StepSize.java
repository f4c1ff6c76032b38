// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation.apply;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The sizes of one container in a step. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class StepSize {

  @JsonPropertyDescription("Name of the container.")
  @Required
  @Size(min = 1, max = 63)
  private String name;

  @JsonPropertyDescription("When the container runs.")
  private ContainerRecommendation.Role role;

  @JsonPropertyDescription("Its CPU; absent where it does not change.")
  private StepQuantities cpu;

  @JsonPropertyDescription("Its memory; absent where it does not change.")
  private StepQuantities memory;

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public ContainerRecommendation.Role getRole() {
    return role;
  }

  public void setRole(ContainerRecommendation.Role role) {
    this.role = role;
  }

  public StepQuantities getCpu() {
    return cpu;
  }

  public void setCpu(StepQuantities cpu) {
    this.cpu = cpu;
  }

  public StepQuantities getMemory() {
    return memory;
  }

  public void setMemory(StepQuantities memory) {
    this.memory = memory;
  }
}

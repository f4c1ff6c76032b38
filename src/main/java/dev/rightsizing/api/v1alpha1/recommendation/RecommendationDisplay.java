// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Text for the columns of {@code kubectl get}. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RecommendationDisplay {

  @JsonPropertyDescription("Kind and name of the workload, such as Deployment/checkout.")
  private String target;

  @JsonPropertyDescription("CPU request of one pod now and recommended, such as 1->219m.")
  private String cpu;

  @JsonPropertyDescription("Memory request of one pod now and recommended, such as 2Gi->900Mi.")
  private String memory;

  @JsonPropertyDescription("Monthly saving with its currency, such as 18.02 USD.")
  private String saving;

  @JsonPropertyDescription(
      "Verdict of each resource, such as cpu OverProvisioned, memory RightSized.")
  private String verdicts;

  public String getTarget() {
    return target;
  }

  public void setTarget(String target) {
    this.target = target;
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

  public String getSaving() {
    return saving;
  }

  public void setSaving(String saving) {
    this.saving = saving;
  }

  public String getVerdicts() {
    return verdicts;
  }

  public void setVerdicts(String verdicts) {
    this.verdicts = verdicts;
  }
}

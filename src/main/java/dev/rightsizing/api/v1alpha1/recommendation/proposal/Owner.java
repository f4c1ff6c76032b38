// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation.proposal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** Who writes the workload's template, as the cluster shows it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Owner {

  @JsonPropertyDescription("ArgoCD, Flux, Helm, Operator, Kubectl or Unknown.")
  private ManagedBy manager;

  @JsonPropertyDescription(
      "Name of the Application, Kustomization, release or owning object; absent if unknown.")
  @Size(max = 317)
  private String name;

  @JsonPropertyDescription("From what this is known, such as a label or a field manager.")
  @Size(max = 1024)
  private String evidence;

  public ManagedBy getManager() {
    return manager;
  }

  public void setManager(ManagedBy manager) {
    this.manager = manager;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getEvidence() {
    return evidence;
  }

  public void setEvidence(String evidence) {
    this.evidence = evidence;
  }

  /** What kind of owner it is. */
  public enum ManagedBy {
    ArgoCD,
    Flux,
    Helm,
    Operator,
    Kubectl,
    Unknown
  }
}

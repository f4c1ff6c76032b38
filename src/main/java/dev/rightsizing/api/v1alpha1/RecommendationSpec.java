// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.v1alpha1.recommendation.WorkloadReference;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Whom a Recommendation is about, and a person's decision on it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RecommendationSpec {

  @JsonPropertyDescription("Name of the RightSizingPolicy that the Recommendation comes from.")
  @Required
  @Size(min = 1, max = 253)
  private String policy;

  @JsonPropertyDescription("Namespace of that policy.")
  @Size(min = 1, max = 63)
  private String policyNamespace;

  @JsonPropertyDescription("The workload that the Recommendation is about.")
  @Required
  private WorkloadReference target;

  @JsonPropertyDescription(
      "A person's decision, which the operator never overwrites: Pending, Approved or Rejected.")
  @Default("Pending")
  private Decision decision;

  public String getPolicy() {
    return policy;
  }

  public void setPolicy(String policy) {
    this.policy = policy;
  }

  public String getPolicyNamespace() {
    return policyNamespace;
  }

  public void setPolicyNamespace(String policyNamespace) {
    this.policyNamespace = policyNamespace;
  }

  public WorkloadReference getTarget() {
    return target;
  }

  public void setTarget(WorkloadReference target) {
    this.target = target;
  }

  public Decision getDecision() {
    return decision;
  }

  public void setDecision(Decision decision) {
    this.decision = decision;
  }

  /**
   * The decision, {@code Pending} if none was made. The field itself stays null then, so that the
   * applier of this spec does not own the decision.
   */
  public Decision decisionOrPending() {
    return decision == null ? Decision.Pending : decision;
  }

  /** A person's word. */
  public enum Decision {
    Pending,
    Approved,
    Rejected
  }
}

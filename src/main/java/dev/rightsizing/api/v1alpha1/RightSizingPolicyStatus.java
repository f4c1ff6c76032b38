// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Condition;
import dev.rightsizing.api.Formats;
import dev.rightsizing.api.v1alpha1.policy.NotCovered;
import dev.rightsizing.api.v1alpha1.policy.PolicyDisplay;
import dev.rightsizing.api.v1alpha1.policy.QuotaLine;
import dev.rightsizing.api.v1alpha1.policy.QuotaRisk;
import dev.rightsizing.api.v1alpha1.policy.SavingsTotal;
import dev.rightsizing.api.v1alpha1.policy.apply.ApplySummary;
import dev.rightsizing.api.v1alpha1.policy.git.PolicyProposal;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What came of a policy. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RightSizingPolicyStatus {

  @JsonPropertyDescription("The metadata.generation that the status belongs to.")
  @Min(0)
  private Long observedGeneration;

  @JsonPropertyDescription("Number of workloads that the policy covers.")
  @Min(0)
  private Integer workloads;

  @JsonPropertyDescription("Number of Recommendations of the policy.")
  @Min(0)
  private Integer recommendations;

  @JsonPropertyDescription("When sizes were last computed.")
  @Pattern(Formats.DATE_TIME)
  private String lastEvaluationTime;

  @JsonPropertyDescription("Total savings of all recommendations.")
  private SavingsTotal savings;

  @JsonPropertyDescription(
      "Text for the columns of kubectl get; read the other fields from programs.")
  private PolicyDisplay display;

  @JsonPropertyDescription("Every line of every ResourceQuota of the namespaces in scope.")
  private List<QuotaLine> quotas;

  @JsonPropertyDescription(
      "State of the quota watch for each line, kept across restarts of the operator; at most"
          + " 500 lines, those at risk first and then the fullest.")
  @Size(max = 500)
  private List<QuotaRisk> quotaRisks;

  @JsonPropertyDescription(
      "Pods of the namespaces in scope without a recommendation, one entry per namespace and"
          + " reason.")
  @Size(max = 256)
  private List<NotCovered> notCovered;

  @JsonPropertyDescription("What became of the changes that the policy proposes in Git.")
  private PolicyProposal proposal;

  @JsonPropertyDescription(
      "How far the changes of its workloads are; absent if the policy does not apply.")
  private ApplySummary apply;

  @JsonPropertyDescription("What the operator observes about the object, one entry per type.")
  @Size(max = 32)
  private List<Condition> conditions;

  public Long getObservedGeneration() {
    return observedGeneration;
  }

  public void setObservedGeneration(Long observedGeneration) {
    this.observedGeneration = observedGeneration;
  }

  public Integer getWorkloads() {
    return workloads;
  }

  public void setWorkloads(Integer workloads) {
    this.workloads = workloads;
  }

  public Integer getRecommendations() {
    return recommendations;
  }

  public void setRecommendations(Integer recommendations) {
    this.recommendations = recommendations;
  }

  public String getLastEvaluationTime() {
    return lastEvaluationTime;
  }

  public void setLastEvaluationTime(String lastEvaluationTime) {
    this.lastEvaluationTime = lastEvaluationTime;
  }

  public SavingsTotal getSavings() {
    return savings;
  }

  public void setSavings(SavingsTotal savings) {
    this.savings = savings;
  }

  public PolicyDisplay getDisplay() {
    return display;
  }

  public void setDisplay(PolicyDisplay display) {
    this.display = display;
  }

  public List<QuotaLine> getQuotas() {
    return quotas;
  }

  public void setQuotas(List<QuotaLine> quotas) {
    this.quotas = quotas;
  }

  public List<QuotaRisk> getQuotaRisks() {
    return quotaRisks;
  }

  public void setQuotaRisks(List<QuotaRisk> quotaRisks) {
    this.quotaRisks = quotaRisks;
  }

  public List<NotCovered> getNotCovered() {
    return notCovered;
  }

  public void setNotCovered(List<NotCovered> notCovered) {
    this.notCovered = notCovered;
  }

  public PolicyProposal getProposal() {
    return proposal;
  }

  public void setProposal(PolicyProposal proposal) {
    this.proposal = proposal;
  }

  public ApplySummary getApply() {
    return apply;
  }

  public void setApply(ApplySummary apply) {
    this.apply = apply;
  }

  public List<Condition> getConditions() {
    return conditions;
  }

  public void setConditions(List<Condition> conditions) {
    this.conditions = conditions;
  }
}

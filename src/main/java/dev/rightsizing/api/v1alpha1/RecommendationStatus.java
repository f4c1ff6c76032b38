// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Condition;
import dev.rightsizing.api.Formats;
import dev.rightsizing.api.v1alpha1.recommendation.AutoscalerAdvice;
import dev.rightsizing.api.v1alpha1.recommendation.Confidence;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.Evidence;
import dev.rightsizing.api.v1alpha1.recommendation.Patches;
import dev.rightsizing.api.v1alpha1.recommendation.PodRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.QuotaFit;
import dev.rightsizing.api.v1alpha1.recommendation.RecommendationDisplay;
import dev.rightsizing.api.v1alpha1.recommendation.Risk;
import dev.rightsizing.api.v1alpha1.recommendation.Savings;
import dev.rightsizing.api.v1alpha1.recommendation.TemplateDrift;
import dev.rightsizing.api.v1alpha1.recommendation.apply.WorkloadApplyStatus;
import dev.rightsizing.api.v1alpha1.recommendation.proposal.Owner;
import dev.rightsizing.api.v1alpha1.recommendation.proposal.WorkloadProposalStatus;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Nullable;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What a workload asks for, uses, and should ask for. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RecommendationStatus {

  @JsonPropertyDescription(
      "When the figures were computed. Later evaluations that found nothing new do not change it for 24 to 36 hours; status.lastEvaluationTime of the policy is the time of the last evaluation.")
  @Pattern(Formats.DATE_TIME)
  private String computedAt;

  @JsonPropertyDescription("Current number of replicas.")
  @Min(0)
  private Integer replicas;

  @JsonPropertyDescription("Recommendation for each container.")
  @Size(max = 256)
  private List<ContainerRecommendation> containers;

  @JsonPropertyDescription(
      "Recommendation for the pod as a whole, where the template sets pod-level resources"
          + " (spec.resources).")
  @Nullable
  private PodRecommendation pod;

  @JsonPropertyDescription("Pods whose sizes differ from the template; absent if none do.")
  @Nullable
  private TemplateDrift drift;

  @JsonPropertyDescription("Savings over all containers and replicas.")
  @Nullable
  private Savings savings;

  @JsonPropertyDescription("Confidence in the recommendation.")
  @Nullable
  private Confidence confidence;

  @JsonPropertyDescription("Whether the workload is about to be throttled or killed.")
  @Nullable
  private Risk risk;

  @JsonPropertyDescription("Whether it fits the namespace's quotas.")
  @Nullable
  private QuotaFit quota;

  @JsonPropertyDescription("What the figures were computed from.")
  @Nullable
  private Evidence evidence;

  @JsonPropertyDescription(
      "Autoscalers that scale the workload on utilization of its requests, one entry per target.")
  @Size(max = 16)
  private List<AutoscalerAdvice> autoscalers;

  @JsonPropertyDescription(
      "Autoscalers that scale the workload on other metrics, such as an average value or an"
          + " external metric, which requests do not affect; one sentence per autoscaler.")
  @Size(max = 16)
  private List<String> otherScaling;

  @JsonPropertyDescription(
      "The object that owns the workload and would undo a patch of it, as Kind/name; absent"
          + " if there is none.")
  @Size(max = 317)
  private String controller;

  @JsonPropertyDescription("Who writes the template of the workload, such as a GitOps tool.")
  @Nullable
  private Owner owner;

  @JsonPropertyDescription(
      "What became of the change in Git; absent if the policy does not propose.")
  @Nullable
  private WorkloadProposalStatus proposal;

  @JsonPropertyDescription(
      "How far the change of the workload itself is; absent if the policy does not apply.")
  @Nullable
  private WorkloadApplyStatus apply;

  @JsonPropertyDescription("The change as patches for review.")
  @Nullable
  private Patches patches;

  @JsonPropertyDescription(
      "Text for the columns of kubectl get; read the other fields from programs.")
  @Nullable
  private RecommendationDisplay display;

  @JsonPropertyDescription("What the operator observes about the object, one entry per type.")
  @Size(max = 32)
  private List<Condition> conditions;

  public String getComputedAt() {
    return computedAt;
  }

  public void setComputedAt(String computedAt) {
    this.computedAt = computedAt;
  }

  public Integer getReplicas() {
    return replicas;
  }

  public void setReplicas(Integer replicas) {
    this.replicas = replicas;
  }

  public List<ContainerRecommendation> getContainers() {
    return containers;
  }

  public void setContainers(List<ContainerRecommendation> containers) {
    this.containers = containers;
  }

  public PodRecommendation getPod() {
    return pod;
  }

  public void setPod(PodRecommendation pod) {
    this.pod = pod;
  }

  public TemplateDrift getDrift() {
    return drift;
  }

  public void setDrift(TemplateDrift drift) {
    this.drift = drift;
  }

  public Savings getSavings() {
    return savings;
  }

  public void setSavings(Savings savings) {
    this.savings = savings;
  }

  public Confidence getConfidence() {
    return confidence;
  }

  public void setConfidence(Confidence confidence) {
    this.confidence = confidence;
  }

  public Risk getRisk() {
    return risk;
  }

  public void setRisk(Risk risk) {
    this.risk = risk;
  }

  public QuotaFit getQuota() {
    return quota;
  }

  public void setQuota(QuotaFit quota) {
    this.quota = quota;
  }

  public Evidence getEvidence() {
    return evidence;
  }

  public void setEvidence(Evidence evidence) {
    this.evidence = evidence;
  }

  public List<AutoscalerAdvice> getAutoscalers() {
    return autoscalers;
  }

  public void setAutoscalers(List<AutoscalerAdvice> autoscalers) {
    this.autoscalers = autoscalers;
  }

  public List<String> getOtherScaling() {
    return otherScaling;
  }

  public void setOtherScaling(List<String> otherScaling) {
    this.otherScaling = otherScaling;
  }

  public String getController() {
    return controller;
  }

  public void setController(String controller) {
    this.controller = controller;
  }

  public Owner getOwner() {
    return owner;
  }

  public void setOwner(Owner owner) {
    this.owner = owner;
  }

  public WorkloadProposalStatus getProposal() {
    return proposal;
  }

  public void setProposal(WorkloadProposalStatus proposal) {
    this.proposal = proposal;
  }

  public WorkloadApplyStatus getApply() {
    return apply;
  }

  public void setApply(WorkloadApplyStatus apply) {
    this.apply = apply;
  }

  public Patches getPatches() {
    return patches;
  }

  public void setPatches(Patches patches) {
    this.patches = patches;
  }

  public RecommendationDisplay getDisplay() {
    return display;
  }

  public void setDisplay(RecommendationDisplay display) {
    this.display = display;
  }

  public List<Condition> getConditions() {
    return conditions;
  }

  public void setConditions(List<Condition> conditions) {
    this.conditions = conditions;
  }
}

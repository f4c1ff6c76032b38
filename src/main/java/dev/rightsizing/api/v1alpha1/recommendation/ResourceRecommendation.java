// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The recommendation for one resource of one container. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ResourceRecommendation {

  @JsonPropertyDescription(
      "Size of the running pods; that of most pods where they differ, that of the template"
          + " where no pod runs.")
  private CurrentSize current;

  @JsonPropertyDescription(
      "Size of a new pod of the template, which a patch would replace; only where the running"
          + " pods differ from it.")
  private RequestAndLimit template;

  @JsonPropertyDescription(
      "Each size of the running pods, the most frequent first; only where pods differ from"
          + " each other.")
  @Size(max = 64)
  private List<RunningSize> running;

  @JsonPropertyDescription("Usage over the window; absent if unknown.")
  private UsageFigures usage;

  @JsonPropertyDescription("Utilization of the current request and limit.")
  private Utilization utilization;

  @JsonPropertyDescription(
      "The recommended request and limit; the current values where nothing should change.")
  private RequestAndLimit recommended;

  @JsonPropertyDescription(
      "The size by usage, where the current one is held because of an autoscaler; absent"
          + " elsewhere.")
  private RequestAndLimit otherwise;

  @JsonPropertyDescription(
      "The verdict: OverProvisioned, Reducible, RightSized, UnderProvisioned, NoRequest,"
          + " InsufficientData, HeldByAutoscaler, Unschedulable, or NotAdmitted (the API"
          + " server would reject a pod of the size by usage, so the current one"
          + " is kept).")
  private Verdict verdict;

  @JsonPropertyDescription(
      "Result of the Adaptive estimator; absent with the estimator Percentile.")
  private AdaptiveEstimate adaptive;

  @JsonPropertyDescription(
      "How the recommended request follows from usage, with each cap that changed it, in order.")
  @Size(max = 4096)
  private String explanation;

  public CurrentSize getCurrent() {
    return current;
  }

  public void setCurrent(CurrentSize current) {
    this.current = current;
  }

  public RequestAndLimit getTemplate() {
    return template;
  }

  public void setTemplate(RequestAndLimit template) {
    this.template = template;
  }

  public List<RunningSize> getRunning() {
    return running;
  }

  public void setRunning(List<RunningSize> running) {
    this.running = running;
  }

  public UsageFigures getUsage() {
    return usage;
  }

  public void setUsage(UsageFigures usage) {
    this.usage = usage;
  }

  public Utilization getUtilization() {
    return utilization;
  }

  public void setUtilization(Utilization utilization) {
    this.utilization = utilization;
  }

  public RequestAndLimit getRecommended() {
    return recommended;
  }

  public void setRecommended(RequestAndLimit recommended) {
    this.recommended = recommended;
  }

  public RequestAndLimit getOtherwise() {
    return otherwise;
  }

  public void setOtherwise(RequestAndLimit otherwise) {
    this.otherwise = otherwise;
  }

  public Verdict getVerdict() {
    return verdict;
  }

  public void setVerdict(Verdict verdict) {
    this.verdict = verdict;
  }

  public AdaptiveEstimate getAdaptive() {
    return adaptive;
  }

  public void setAdaptive(AdaptiveEstimate adaptive) {
    this.adaptive = adaptive;
  }

  public String getExplanation() {
    return explanation;
  }

  public void setExplanation(String explanation) {
    this.explanation = explanation;
  }

  /** What a size says about the current request. */
  public enum Verdict {
    OverProvisioned,
    Reducible,
    RightSized,
    UnderProvisioned,
    NoRequest,
    InsufficientData,
    HeldByAutoscaler,
    Unschedulable,
    NotAdmitted
  }
}

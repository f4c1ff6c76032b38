// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/** What one target of an autoscaler has to do with the sizes. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class AutoscalerAdvice {

  @JsonPropertyDescription("HorizontalPodAutoscaler or ScaledObject.")
  @Size(max = 63)
  private String kind;

  @JsonPropertyDescription("Name of the autoscaler, in the namespace of the workload.")
  @Size(max = 253)
  private String name;

  @JsonPropertyDescription("Its minReplicas.")
  @Min(0)
  private Integer minReplicas;

  @JsonPropertyDescription("Its maxReplicas.")
  @Min(0)
  private Integer maxReplicas;

  @JsonPropertyDescription(
      "Resource that it scales on, by utilization of the request: cpu or" + " memory.")
  @Size(max = 63)
  private String resource;

  @JsonPropertyDescription(
      "The container whose request counts; absent if all containers of the pod count.")
  @Size(max = 63)
  private String container;

  @JsonPropertyDescription("Its target utilization, in percent of the request.")
  @Min(0)
  private Integer targetPercent;

  @JsonPropertyDescription(
      "The target that would scale at the same load as now with the recommended size; absent"
          + " if nothing changes.")
  @Min(1)
  private Integer scalePointPercent;

  @JsonPropertyDescription("The decision: Held, ScalePoint, Ignored, Unchanged or NoRequest.")
  private Decision decision;

  @JsonPropertyDescription("What the autoscaler means for the sizes, in one sentence.")
  @Size(max = 1024)
  private String message;

  @JsonPropertyDescription(
      "With decision ScalePoint: JSON Patch (RFC 6902) that sets the autoscaler's target;"
          + " apply it together with the sizes.")
  @Size(max = 2048)
  private String patch;

  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public Integer getMinReplicas() {
    return minReplicas;
  }

  public void setMinReplicas(Integer minReplicas) {
    this.minReplicas = minReplicas;
  }

  public Integer getMaxReplicas() {
    return maxReplicas;
  }

  public void setMaxReplicas(Integer maxReplicas) {
    this.maxReplicas = maxReplicas;
  }

  public String getResource() {
    return resource;
  }

  public void setResource(String resource) {
    this.resource = resource;
  }

  public String getContainer() {
    return container;
  }

  public void setContainer(String container) {
    this.container = container;
  }

  public Integer getTargetPercent() {
    return targetPercent;
  }

  public void setTargetPercent(Integer targetPercent) {
    this.targetPercent = targetPercent;
  }

  public Integer getScalePointPercent() {
    return scalePointPercent;
  }

  public void setScalePointPercent(Integer scalePointPercent) {
    this.scalePointPercent = scalePointPercent;
  }

  public Decision getDecision() {
    return decision;
  }

  public void setDecision(Decision decision) {
    this.decision = decision;
  }

  public String getMessage() {
    return message;
  }

  public void setMessage(String message) {
    this.message = message;
  }

  public String getPatch() {
    return patch;
  }

  public void setPatch(String patch) {
    this.patch = patch;
  }

  /** What came of it. */
  public enum Decision {
    Held,
    ScalePoint,
    Ignored,
    Unchanged,
    NoRequest
  }
}

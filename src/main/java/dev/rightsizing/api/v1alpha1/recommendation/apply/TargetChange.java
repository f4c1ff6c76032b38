// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation.apply;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/** A target of an autoscaler that changes together with the requests. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TargetChange {

  @JsonPropertyDescription("Kind of the autoscaler.")
  @Size(max = 63)
  private String kind;

  @JsonPropertyDescription("Name of the autoscaler.")
  @Size(max = 253)
  private String name;

  @JsonPropertyDescription("Position of the metric or trigger in its list.")
  @Min(0)
  private Integer index;

  @JsonPropertyDescription("cpu or memory.")
  @Size(max = 16)
  private String resource;

  @JsonPropertyDescription("The only container that counts; absent where all count.")
  @Size(max = 63)
  private String container;

  @JsonPropertyDescription("The target before, in percent.")
  @Min(0)
  private Integer from;

  @JsonPropertyDescription("The target that keeps the scale point, in percent.")
  @Min(0)
  private Integer to;

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

  public Integer getIndex() {
    return index;
  }

  public void setIndex(Integer index) {
    this.index = index;
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

  public Integer getFrom() {
    return from;
  }

  public void setFrom(Integer from) {
    this.from = from;
  }

  public Integer getTo() {
    return to;
  }

  public void setTo(Integer to) {
    this.to = to;
  }
}

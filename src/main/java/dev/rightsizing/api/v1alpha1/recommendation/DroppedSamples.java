// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** Samples of one container that were left out because they cannot be usage. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DroppedSamples {

  @JsonPropertyDescription("The container's name.")
  @Size(max = 253)
  private String container;

  @JsonPropertyDescription("The resource: cpu or memory.")
  @Size(max = 16)
  private String resource;

  @JsonPropertyDescription("Number of dropped samples, one per step.")
  @Min(1)
  private Long samples;

  @JsonPropertyDescription("The largest of them, in cores or bytes as recorded.")
  @Size(max = 32)
  private String greatest;

  @JsonPropertyDescription("When the largest was recorded.")
  @Pattern(Formats.DATE_TIME)
  private String at;

  public String getContainer() {
    return container;
  }

  public void setContainer(String container) {
    this.container = container;
  }

  public String getResource() {
    return resource;
  }

  public void setResource(String resource) {
    this.resource = resource;
  }

  public Long getSamples() {
    return samples;
  }

  public void setSamples(Long samples) {
    this.samples = samples;
  }

  public String getGreatest() {
    return greatest;
  }

  public void setGreatest(String greatest) {
    this.greatest = greatest;
  }

  public String getAt() {
    return at;
  }

  public void setAt(String at) {
    this.at = at;
  }
}

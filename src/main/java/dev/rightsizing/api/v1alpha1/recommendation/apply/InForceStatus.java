// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation.apply;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Sizes that pods have and the template has not. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class InForceStatus {

  @JsonPropertyDescription("The sizes that each new pod gets.")
  @Size(max = 256)
  private List<StepSize> sizes;

  @JsonPropertyDescription("The sizes that the template declared then: a digest.")
  @Size(max = 64)
  private String template;

  @JsonPropertyDescription("Since when these sizes are in force.")
  @Pattern(Formats.DATE_TIME)
  private String since;

  public List<StepSize> getSizes() {
    return sizes;
  }

  public void setSizes(List<StepSize> sizes) {
    this.sizes = sizes;
  }

  public String getTemplate() {
    return template;
  }

  public void setTemplate(String template) {
    this.template = template;
  }

  public String getSince() {
    return since;
  }

  public void setSince(String since) {
    this.since = since;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy.git;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where the sizes of workloads are in a file of Helm values. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class HelmValuesRule {

  @JsonPropertyDescription(
      "Path of the values file from the repository's root, such as values/{{name}}.yaml; {{name}}, {{namespace}} and {{container}} stand for the workload's.")
  @Required
  @Size(min = 1, max = 512)
  @ValidationRule(
      value =
          "!self.startsWith('/') && !self.matches('(^|/)[.][.]?(/|$)') && !self.matches('[[:cntrl:]]')",
      message =
          "write a path relative to the repository's root, such as values/{{name}}.yaml, without a leading /, . or ..")
  @ValidationRule(
      value = "self.matches('^([^{}]|[{][{](name|namespace|container)[}][}])*$')",
      message = "use no other placeholders than {{name}}, {{namespace}} and {{container}}")
  private String file;

  @JsonPropertyDescription(
      "Keys that lead to the resources object, separated by dots, such as app.resources; the same placeholders may be used.")
  @Default("resources")
  @Size(min = 1, max = 512)
  @ValidationRule(
      value =
          "self.matches('^([^{}[:cntrl:]]|[{][{](name|namespace|container)[}][}])*$') && !self.matches('(^[.])|([.][.])|([.]$)')",
      message =
          "write keys separated by single dots, such as app.resources, with no other placeholders than {{name}}, {{namespace}} and {{container}}")
  private String path = "resources";

  @JsonPropertyDescription("Workloads that the entry is for; all when absent.")
  private WorkloadLabels workloads;

  public String getFile() {
    return file;
  }

  public void setFile(String file) {
    this.file = file;
  }

  public String getPath() {
    return path;
  }

  public void setPath(String path) {
    if (path != null) {
      this.path = path;
    }
  }

  public WorkloadLabels getWorkloads() {
    return workloads;
  }

  public void setWorkloads(WorkloadLabels workloads) {
    this.workloads = workloads;
  }
}

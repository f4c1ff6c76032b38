// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * The change as text for review; absent where the kind does not take that form or nothing changes.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Patches {

  @JsonPropertyDescription("YAML for kubectl patch --type strategic.")
  private String strategicMerge;

  @JsonPropertyDescription("The entry for patches in a kustomization.yaml.")
  private String kustomize;

  @JsonPropertyDescription(
      "JSON Patch (RFC 6902) for kinds without a strategic merge, such as Rollout.")
  private String jsonPatch;

  public String getStrategicMerge() {
    return strategicMerge;
  }

  public void setStrategicMerge(String strategicMerge) {
    this.strategicMerge = strategicMerge;
  }

  public String getKustomize() {
    return kustomize;
  }

  public void setKustomize(String kustomize) {
    this.kustomize = kustomize;
  }

  public String getJsonPatch() {
    return jsonPatch;
  }

  public void setJsonPatch(String jsonPatch) {
    this.jsonPatch = jsonPatch;
  }
}

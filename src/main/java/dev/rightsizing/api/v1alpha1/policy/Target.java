// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Which workloads a policy speaks for. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Target {

  @JsonPropertyDescription("Kinds of workloads in scope; every kind when empty.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 6)
  private List<Kind> kinds = List.of();

  @JsonPropertyDescription("Labels that a workload must carry; every workload when empty.")
  private LabelSelector selector;

  @JsonPropertyDescription(
      "Names of containers to leave out, such as sidecars sized by their injector.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 64)
  private List<String> excludeContainers = List.of();

  @JsonPropertyDescription(
      "Labels of the namespaces in scope, {} for all of them; honoured only in the operator's"
          + " own namespace; elsewhere a policy covers its own namespace.")
  private LabelSelector namespaceSelector;

  public List<Kind> getKinds() {
    return kinds;
  }

  public void setKinds(List<Kind> kinds) {
    if (kinds != null) {
      this.kinds = kinds;
    }
  }

  public LabelSelector getSelector() {
    return selector;
  }

  public void setSelector(LabelSelector selector) {
    this.selector = selector;
  }

  public List<String> getExcludeContainers() {
    return excludeContainers;
  }

  public void setExcludeContainers(List<String> excludeContainers) {
    if (excludeContainers != null) {
      this.excludeContainers = excludeContainers;
    }
  }

  public LabelSelector getNamespaceSelector() {
    return namespaceSelector;
  }

  public void setNamespaceSelector(LabelSelector namespaceSelector) {
    this.namespaceSelector = namespaceSelector;
  }

  /** What may own a pod template that is sized, as written in a manifest. */
  public enum Kind {
    Deployment,
    StatefulSet,
    DaemonSet,
    CronJob,
    Job,
    Rollout
  }
}

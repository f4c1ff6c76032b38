// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation.proposal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** One quantity of a manifest. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ProposedQuantity {

  @JsonPropertyDescription("Name of the container; absent for the pod as a whole.")
  @Size(max = 63)
  private String container;

  @JsonPropertyDescription(
      "Role of the container: Main, Init, Sidecar, or Pod for the pod as a whole.")
  private Role role;

  @JsonPropertyDescription("cpu or memory.")
  private Resource resource;

  @JsonPropertyDescription("requests or limits.")
  private Bound bound;

  @JsonPropertyDescription("What the cluster's template had; absent if it had none.")
  @Pattern(Formats.AMOUNT)
  private String from;

  @JsonPropertyDescription("What the manifest shall have; absent if the entry is removed.")
  @Pattern(Formats.AMOUNT)
  private String to;

  public String getContainer() {
    return container;
  }

  public void setContainer(String container) {
    this.container = container;
  }

  public Role getRole() {
    return role;
  }

  public void setRole(Role role) {
    this.role = role;
  }

  public Resource getResource() {
    return resource;
  }

  public void setResource(Resource resource) {
    this.resource = resource;
  }

  public Bound getBound() {
    return bound;
  }

  public void setBound(Bound bound) {
    this.bound = bound;
  }

  public String getFrom() {
    return from;
  }

  public void setFrom(String from) {
    this.from = from;
  }

  public String getTo() {
    return to;
  }

  public void setTo(String to) {
    this.to = to;
  }

  /** What a container is in its pod. */
  public enum Role {
    Main,
    Init,
    Sidecar,
    Pod
  }

  /** The resource. */
  public enum Resource {
    cpu,
    memory
  }

  /** Which of its two quantities. */
  public enum Bound {
    requests,
    limits
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Pods of a namespace, or parts of them, that no recommendation reaches. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class NotCovered {

  @JsonPropertyDescription("Namespace of the pods.")
  @Size(max = 63)
  private String namespace;

  @JsonPropertyDescription(
      "Why: UnknownOwner (unsupported kind), Injected (containers that only pods have),"
          + " Controlled (another object would undo a patch), AmbiguousOwner or NoUsage.")
  private Reason reason;

  @JsonPropertyDescription("Their owners as Kind/name, or the names of containers.")
  @Size(max = 5)
  private List<String> names;

  @JsonPropertyDescription("Number of owners or containers.")
  @Min(0)
  private Integer owners;

  @JsonPropertyDescription("Number of pods.")
  @Min(0)
  private Integer pods;

  @JsonPropertyDescription("Their total CPU request, as a quantity.")
  @Pattern(Formats.AMOUNT)
  private String cpu;

  @JsonPropertyDescription("Their total memory request, as a quantity.")
  @Pattern(Formats.AMOUNT)
  private String memory;

  @JsonPropertyDescription("The same as a sentence.")
  @Size(max = 2048)
  private String message;

  public String getNamespace() {
    return namespace;
  }

  public void setNamespace(String namespace) {
    this.namespace = namespace;
  }

  public Reason getReason() {
    return reason;
  }

  public void setReason(Reason reason) {
    this.reason = reason;
  }

  public List<String> getNames() {
    return names;
  }

  public void setNames(List<String> names) {
    this.names = names;
  }

  public Integer getOwners() {
    return owners;
  }

  public void setOwners(Integer owners) {
    this.owners = owners;
  }

  public Integer getPods() {
    return pods;
  }

  public void setPods(Integer pods) {
    this.pods = pods;
  }

  public String getCpu() {
    return cpu;
  }

  public void setCpu(String cpu) {
    this.cpu = cpu;
  }

  public String getMemory() {
    return memory;
  }

  public void setMemory(String memory) {
    this.memory = memory;
  }

  public String getMessage() {
    return message;
  }

  public void setMessage(String message) {
    this.message = message;
  }

  /** Why no recommendation reaches them. */
  public enum Reason {
    UnknownOwner,
    Injected,
    Controlled,
    AmbiguousOwner,
    NoUsage
  }
}

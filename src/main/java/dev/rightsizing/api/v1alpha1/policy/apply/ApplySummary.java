// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy.apply;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;

/** How many of a policy's workloads are in which state of being changed. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ApplySummary {

  @JsonPropertyDescription(
      "Workloads that a guard holds or refuses, or that have the recommended sizes.")
  @Min(0)
  private Integer held;

  @JsonPropertyDescription("Workloads that wait for their turn, or that the policy only tries.")
  @Min(0)
  private Integer ready;

  @JsonPropertyDescription("Workloads whose pods or template are being changed, or changed back.")
  @Min(0)
  private Integer applying;

  @JsonPropertyDescription("Workloads whose change is watched.")
  @Min(0)
  private Integer watching;

  @JsonPropertyDescription("Workloads whose last change ended well.")
  @Min(0)
  private Integer applied;

  @JsonPropertyDescription("Workloads whose last change was undone.")
  @Min(0)
  private Integer undone;

  @JsonPropertyDescription("Workloads that are left alone after several undone changes.")
  @Min(0)
  private Integer givenUp;

  @JsonPropertyDescription("Workloads whose sizes another manager owns.")
  @Min(0)
  private Integer ownedByOther;

  public Integer getHeld() {
    return held;
  }

  public void setHeld(Integer held) {
    this.held = held;
  }

  public Integer getReady() {
    return ready;
  }

  public void setReady(Integer ready) {
    this.ready = ready;
  }

  public Integer getApplying() {
    return applying;
  }

  public void setApplying(Integer applying) {
    this.applying = applying;
  }

  public Integer getWatching() {
    return watching;
  }

  public void setWatching(Integer watching) {
    this.watching = watching;
  }

  public Integer getApplied() {
    return applied;
  }

  public void setApplied(Integer applied) {
    this.applied = applied;
  }

  public Integer getUndone() {
    return undone;
  }

  public void setUndone(Integer undone) {
    this.undone = undone;
  }

  public Integer getGivenUp() {
    return givenUp;
  }

  public void setGivenUp(Integer givenUp) {
    this.givenUp = givenUp;
  }

  public Integer getOwnedByOther() {
    return ownedByOther;
  }

  public void setOwnedByOther(Integer ownedByOther) {
    this.ownedByOther = ownedByOther;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy.git;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import dev.rightsizing.api.ProposalState;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** One request of a policy. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ProposedRequest {

  @JsonPropertyDescription(
      "What is in it: empty for the whole policy, else a namespace, or namespace/Kind/name.")
  @Size(max = 400)
  private String group;

  @JsonPropertyDescription("State: None, Open, Merged, Closed (by a person), Rejected or Blocked.")
  private ProposalState state;

  @JsonPropertyDescription("Why it is in that state, in CamelCase.")
  @Pattern(Formats.REASON)
  @Size(max = 64)
  private String reason;

  @JsonPropertyDescription("The same in one sentence: what it is about and what to do.")
  @Size(max = 1024)
  private String message;

  @JsonPropertyDescription("URL of the request; absent if there is none.")
  @Size(max = 2048)
  private String url;

  @JsonPropertyDescription("Branch with the changes; absent if none is pushed.")
  @Size(max = 255)
  private String branch;

  @JsonPropertyDescription("The last commit that was pushed to the branch.")
  @Size(max = 64)
  private String commit;

  @JsonPropertyDescription("Number of workloads whose sizes it changes.")
  @Min(0)
  private Integer workloads;

  @JsonPropertyDescription("Number of the request on its host.")
  @Min(0)
  private Long number;

  @JsonPropertyDescription("Since when it is in that state.")
  @Pattern(Formats.DATE_TIME)
  private String since;

  public String getGroup() {
    return group;
  }

  public void setGroup(String group) {
    this.group = group;
  }

  public ProposalState getState() {
    return state;
  }

  public void setState(ProposalState state) {
    this.state = state;
  }

  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  public String getMessage() {
    return message;
  }

  public void setMessage(String message) {
    this.message = message;
  }

  public String getUrl() {
    return url;
  }

  public void setUrl(String url) {
    this.url = url;
  }

  public String getBranch() {
    return branch;
  }

  public void setBranch(String branch) {
    this.branch = branch;
  }

  public String getCommit() {
    return commit;
  }

  public void setCommit(String commit) {
    this.commit = commit;
  }

  public Integer getWorkloads() {
    return workloads;
  }

  public void setWorkloads(Integer workloads) {
    this.workloads = workloads;
  }

  public Long getNumber() {
    return number;
  }

  public void setNumber(Long number) {
    this.number = number;
  }

  public String getSince() {
    return since;
  }

  public void setSince(String since) {
    this.since = since;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation.proposal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import dev.rightsizing.api.ProposalState;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What became of the change of one workload's manifest. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class WorkloadProposalStatus {

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

  @JsonPropertyDescription("File of the repository with the sizes; absent if it was not found.")
  @Size(max = 1024)
  private String file;

  @JsonPropertyDescription("Since when it is in that state.")
  @Pattern(Formats.DATE_TIME)
  private String since;

  @JsonPropertyDescription("The quantities that the request has or had.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 512)
  private List<ProposedQuantity> proposed;

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

  public String getFile() {
    return file;
  }

  public void setFile(String file) {
    this.file = file;
  }

  public String getSince() {
    return since;
  }

  public void setSince(String since) {
    this.since = since;
  }

  public List<ProposedQuantity> getProposed() {
    return proposed;
  }

  public void setProposed(List<ProposedQuantity> proposed) {
    this.proposed = proposed;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy.git;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** How a pull or merge request is made. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PullRequestRule {

  @JsonPropertyDescription(
      "Whose REST API opens the request: GitHub, GitLab or Gitea (Forgejo too); with None the branch is only pushed.")
  private Provider provider = Provider.GitHub;

  @JsonPropertyDescription(
      "Base URL of that API, such as https://git.example.com/api/v4; derived from the repository's host when empty. RIGHTSIZING_GIT_ALLOWED_URLS must allow it.")
  @Size(max = 1024)
  @ValidationRule(
      value = "self == '' || self.matches('^https?://[^/?#@ ]+(/[^?#@ ]*)?$')",
      message =
          "write the base URL of the API, such as https://git.example.com/api/v4: no user:password@, no query, no fragment")
  private String apiUrl = "";

  @JsonPropertyDescription("Labels of the request, at most 10.")
  @Size(max = 10)
  @ValidationRule(
      value = "self.all(label, label.size() > 0 && label.size() <= 50 && !label.contains(','))",
      message = "write labels of 1 to 50 characters without commas")
  private List<@Size(max = 50) String> labels = List.of("rightsizing");

  @JsonPropertyDescription("Whether the request is opened as a draft.")
  private Boolean draft = false;

  @JsonPropertyDescription("User names of reviewers to ask, at most 10.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 10)
  @ValidationRule(
      value = "self.all(name, name.matches('^[A-Za-z0-9]([A-Za-z0-9_./-]*[A-Za-z0-9_])?$'))",
      message = "write user names without @, such as anna")
  private List<@Size(max = 100) String> reviewers = List.of();

  @JsonPropertyDescription(
      "Push options sent with the branch where the provider is None, such as merge_request.create for GitLab; at most 16.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 16)
  @ValidationRule(
      value = "self.all(option, option.matches('^[A-Za-z0-9_.-]+(=[ -~]*)?$'))",
      message = "write push options as git push -o takes them, such as merge_request.create")
  private List<@Size(max = 255) String> pushOptions = List.of();

  public Provider getProvider() {
    return provider;
  }

  public void setProvider(Provider provider) {
    if (provider != null) {
      this.provider = provider;
    }
  }

  public String getApiUrl() {
    return apiUrl;
  }

  public void setApiUrl(String apiUrl) {
    if (apiUrl != null) {
      this.apiUrl = apiUrl;
    }
  }

  public List<@Size(max = 50) String> getLabels() {
    return labels;
  }

  public void setLabels(List<@Size(max = 50) String> labels) {
    if (labels != null) {
      this.labels = labels;
    }
  }

  public Boolean getDraft() {
    return draft;
  }

  public void setDraft(Boolean draft) {
    if (draft != null) {
      this.draft = draft;
    }
  }

  public List<@Size(max = 100) String> getReviewers() {
    return reviewers;
  }

  public void setReviewers(List<@Size(max = 100) String> reviewers) {
    if (reviewers != null) {
      this.reviewers = reviewers;
    }
  }

  public List<@Size(max = 255) String> getPushOptions() {
    return pushOptions;
  }

  public void setPushOptions(List<@Size(max = 255) String> pushOptions) {
    if (pushOptions != null) {
      this.pushOptions = pushOptions;
    }
  }

  /** Whose REST API opens requests. */
  public enum Provider {
    GitHub,
    GitLab,
    Gitea,
    None
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy.git;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.v1alpha1.policy.PrometheusSource.SecretName;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Where and how changes are proposed: a repository, a base branch, and a pull request. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class GitRule {

  @JsonPropertyDescription(
      "URL of the repository that holds the manifests, such as https://git.example.com/shop/deploy.git or ssh://git@git.example.com/shop/deploy.git; RIGHTSIZING_GIT_ALLOWED_URLS must allow it.")
  @Required
  @Size(min = 1, max = 1024)
  @ValidationRule(
      value =
          "self.matches('^(https?://([^/?#@ ]+@)?[^/?#@ ]+|ssh://([^/?#@ ]+@)?[^/?#@ ]+)/[^?# ]+$')",
      message =
          "write an https or ssh URL with a host and a path, such as https://git.example.com/shop/deploy.git or ssh://git@git.example.com/shop/deploy.git; for git@host:path write ssh://git@host/path")
  @ValidationRule(
      value = "!self.matches('^https?://[^/]*@') && !self.matches('^ssh://[^/@]*:[^/@]*@')",
      message = "write the URL without credentials: they belong in authSecret, not in the URL")
  @ValidationRule(
      value = "!self.matches('(^|/)[.][.](/|$)') && !self.matches('[[:cntrl:]]')",
      message = "write the URL without .. and without control characters")
  private String repository;

  @JsonPropertyDescription(
      "The base branch, such as main; the repository's default branch when absent.")
  @Size(min = 1, max = 200)
  @ValidationRule(
      value =
          "self.matches('^[A-Za-z0-9_][A-Za-z0-9_.+#=,@/-]*$') && !self.matches('[.][.]|//|/[.]|[.]/|[.]lock(/|$)|[./]$|@[{]')",
      message =
          "write a branch's short name such as main or release/1.2: letters, digits and _ . + # = , @ / -; without .., // or @{, not ending in /, . or .lock")
  private String branch;

  @JsonPropertyDescription(
      "Folder with the manifests, such as apps/shop; the whole repository when absent.")
  @Size(max = 1024)
  @ValidationRule(
      value = "!self.startsWith('/') && !self.matches('(^|/)[.][.]?(/|$)') && !self.contains('//')",
      message =
          "write a folder relative to the repository's root, such as apps/shop, without a leading /, . or ..")
  @ValidationRule(
      value = "!self.matches('[[:cntrl:]]') && !self.contains('\\\\')",
      message =
          "write the folder with / between its parts, without backslashes and control characters")
  private String path;

  @JsonPropertyDescription(
      "Secret in the policy's namespace with the credentials: username and password (a token), ssh-privatekey and known_hosts, or githubApp.id, githubApp.installationId and githubApp.privateKey; optionally ca.crt, signing-key and signing-passphrase.")
  private SecretName authSecret;

  @JsonPropertyDescription("The pull or merge request that proposes the changes.")
  private PullRequestRule pullRequest = new PullRequestRule();

  @JsonPropertyDescription("Author and committer of the commits.")
  private CommitAuthor author = new CommitAuthor();

  @JsonPropertyDescription(
      "What goes into one request: Policy (everything), Namespace, or Workload.")
  private Grouping grouping = Grouping.Policy;

  @JsonPropertyDescription(
      "Whether a person must approve a Recommendation (rightsize approve) before it is proposed: None or Required.")
  private Approval approval = Approval.None;

  @JsonPropertyDescription(
      "Where sizes are in files of Helm values; the first entry that fits a workload counts. By default resources and <name>.resources are looked for.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 32)
  private List<HelmValuesRule> helmValues = List.of();

  public String getRepository() {
    return repository;
  }

  public void setRepository(String repository) {
    this.repository = repository;
  }

  public String getBranch() {
    return branch;
  }

  public void setBranch(String branch) {
    this.branch = branch;
  }

  public String getPath() {
    return path;
  }

  public void setPath(String path) {
    this.path = path;
  }

  public SecretName getAuthSecret() {
    return authSecret;
  }

  public void setAuthSecret(SecretName authSecret) {
    this.authSecret = authSecret;
  }

  public PullRequestRule getPullRequest() {
    return pullRequest;
  }

  public void setPullRequest(PullRequestRule pullRequest) {
    if (pullRequest != null) {
      this.pullRequest = pullRequest;
    }
  }

  public CommitAuthor getAuthor() {
    return author;
  }

  public void setAuthor(CommitAuthor author) {
    if (author != null) {
      this.author = author;
    }
  }

  public Grouping getGrouping() {
    return grouping;
  }

  public void setGrouping(Grouping grouping) {
    if (grouping != null) {
      this.grouping = grouping;
    }
  }

  public Approval getApproval() {
    return approval;
  }

  public void setApproval(Approval approval) {
    if (approval != null) {
      this.approval = approval;
    }
  }

  public List<HelmValuesRule> getHelmValues() {
    return helmValues;
  }

  public void setHelmValues(List<HelmValuesRule> helmValues) {
    if (helmValues != null) {
      this.helmValues = helmValues;
    }
  }

  /** What goes into one request. */
  public enum Grouping {
    Policy,
    Namespace,
    Workload
  }

  /** Whether a person must approve first. */
  public enum Approval {
    None,
    Required
  }
}

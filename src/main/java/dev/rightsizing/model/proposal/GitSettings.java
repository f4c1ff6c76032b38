// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.proposal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where and how a policy proposes its changes.
 *
 * @param repository https or ssh URL without credentials
 * @param branch the base; empty: the repository's default branch
 * @param path folder to look in; empty: the whole repository
 * @param authSecret Secret of the policy's namespace; empty: no credentials
 * @param approvalRequired whether only approved Recommendations go in
 */
public record GitSettings(
    String repository,
    String branch,
    String path,
    Optional<String> authSecret,
    Request request,
    Author author,
    Grouping grouping,
    boolean approvalRequired,
    List<HelmValues> helmValues) {

  public GitSettings {
    helmValues = List.copyOf(helmValues);
  }

  /**
   * The pull or merge request.
   *
   * @param apiUrl of the REST API; empty: derived from the repository's host
   * @param pushOptions sent with the branch where no API opens a request
   */
  public record Request(
      Provider provider,
      String apiUrl,
      List<String> labels,
      boolean draft,
      List<String> reviewers,
      List<String> pushOptions) {
    public Request {
      labels = List.copyOf(labels);
      reviewers = List.copyOf(reviewers);
      pushOptions = List.copyOf(pushOptions);
    }

    /** Without push options. */
    public Request(
        Provider provider,
        String apiUrl,
        List<String> labels,
        boolean draft,
        List<String> reviewers) {
      this(provider, apiUrl, labels, draft, reviewers, List.of());
    }
  }

  /** Whose REST API opens requests. */
  public enum Provider {
    GITHUB("GitHub"),
    GITLAB("GitLab"),
    GITEA("Gitea"),
    /** None: the branch is pushed. */
    NONE("None");

    private final String text;

    Provider(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** Author and committer of commits. */
  public record Author(String name, String email) {}

  /** What goes into one request. */
  public enum Grouping {
    POLICY,
    NAMESPACE,
    WORKLOAD
  }

  /**
   * Where the sizes of workloads stand in files of Helm values.
   *
   * @param file path from the repository's root, with {@code {{name}}}, {@code {{namespace}}} and
   *     {@code {{container}}}
   * @param path keys to the {@code resources} object, separated by dots, with the same placeholders
   * @param labels that a workload must have for the mapping to count; empty: every workload
   */
  public record HelmValues(String file, String path, Map<String, String> labels) {
    public HelmValues {
      labels = Map.copyOf(labels);
    }
  }
}

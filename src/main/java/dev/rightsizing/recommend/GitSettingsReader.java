// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.policy.PrometheusSource.SecretName;
import dev.rightsizing.api.v1alpha1.policy.git.GitRule;
import dev.rightsizing.api.v1alpha1.policy.git.HelmValuesRule;
import dev.rightsizing.api.v1alpha1.policy.git.PullRequestRule;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.GitSettings.Author;
import dev.rightsizing.model.proposal.GitSettings.Grouping;
import dev.rightsizing.model.proposal.GitSettings.HelmValues;
import dev.rightsizing.model.proposal.GitSettings.Provider;
import dev.rightsizing.model.proposal.GitSettings.Request;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code spec.git} of a policy as values. What leads out of the repository is refused here
 * too, for policies that an older schema let through.
 */
public final class GitSettingsReader {
  private static final Pattern LEADS_OUT = Pattern.compile("^/|(^|/)\\.\\.(/|$)|[\\\\\\p{Cntrl}]");
  private static final Pattern CREDENTIALS =
      Pattern.compile("^https?://[^/]*@|^ssh://[^/@]*:[^/@]*@");

  /**
   * The settings, defaults filled in; empty when the policy has none.
   *
   * @throws IllegalArgumentException that names the field which cannot be used
   */
  public Optional<GitSettings> read(GitRule rule) {
    if (rule == null) {
      return Optional.empty();
    }
    String repository = text(rule.getRepository());
    check(!repository.isBlank(), "git.repository is missing");
    check(
        !CREDENTIALS.matcher(repository).find(),
        "git.repository must not have credentials in its URL; they belong in git.authSecret");
    PullRequestRule request = rule.getPullRequest();
    return Optional.of(
        new GitSettings(
            repository,
            text(rule.getBranch()),
            inside(text(rule.getPath()).replaceAll("/+$", ""), "git.path"),
            Optional.ofNullable(rule.getAuthSecret()).map(SecretName::getName),
            new Request(
                provider(request.getProvider()),
                text(request.getApiUrl()),
                request.getLabels(),
                request.getDraft(),
                request.getReviewers(),
                request.getPushOptions()),
            new Author(rule.getAuthor().getName(), rule.getAuthor().getEmail()),
            switch (rule.getGrouping()) {
              case Policy -> Grouping.POLICY;
              case Namespace -> Grouping.NAMESPACE;
              case Workload -> Grouping.WORKLOAD;
            },
            rule.getApproval() == GitRule.Approval.Required,
            helmValues(rule.getHelmValues())));
  }

  private static Provider provider(PullRequestRule.Provider provider) {
    return switch (provider) {
      case GitHub -> Provider.GITHUB;
      case GitLab -> Provider.GITLAB;
      case Gitea -> Provider.GITEA;
      case None -> Provider.NONE;
    };
  }

  private static List<HelmValues> helmValues(List<HelmValuesRule> rules) {
    return rules.stream()
        .map(
            rule ->
                new HelmValues(
                    inside(text(rule.getFile()), "git.helmValues[].file"),
                    rule.getPath(),
                    rule.getWorkloads() == null ? Map.of() : rule.getWorkloads().getMatchLabels()))
        .toList();
  }

  private static String inside(String path, String field) {
    check(
        !LEADS_OUT.matcher(path).find(),
        field + " must be a path inside of the repository, without a leading / and without ..");
    return path;
  }

  private static String text(String text) {
    return Objects.requireNonNullElse(text, "");
  }

  private static void check(boolean good, String problem) {
    if (!good) {
      throw new IllegalArgumentException(problem);
    }
  }
}

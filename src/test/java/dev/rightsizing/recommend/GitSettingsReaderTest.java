// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rightsizing.api.v1alpha1.policy.git.GitRule;
import dev.rightsizing.api.v1alpha1.policy.git.HelmValuesRule;
import dev.rightsizing.api.v1alpha1.policy.git.PullRequestRule;
import dev.rightsizing.model.proposal.GitSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitSettingsReaderTest {
  private static final String REPOSITORY = "https://git.example.com/shop/deploy.git";

  private final GitSettingsReader reader = new GitSettingsReader();

  @Test
  void aPolicyWithoutGitHasNoSettings() {
    assertThat(reader.read(null)).isEmpty();
  }

  @Test
  void aRepositoryAloneGetsEveryDefault() {
    assertThat(reader.read(rule(r -> {})))
        .hasValue(
            new GitSettings(
                REPOSITORY,
                "",
                "",
                Optional.empty(),
                new GitSettings.Request(
                    GitSettings.Provider.GITHUB, "", List.of("rightsizing"), false, List.of()),
                new GitSettings.Author("rightsizing", "rightsizing@localhost"),
                GitSettings.Grouping.POLICY,
                false,
                List.of()));
  }

  @Test
  void readsHowARequestIsMade() {
    GitSettings settings =
        reader
            .read(
                rule(
                    r -> {
                      PullRequestRule request = new PullRequestRule();
                      request.setProvider(PullRequestRule.Provider.None);
                      request.setPushOptions(List.of("merge_request.create"));
                      r.setPullRequest(request);
                      r.setPath("apps/shop/");
                      r.setGrouping(GitRule.Grouping.Workload);
                      r.setApproval(GitRule.Approval.Required);
                    }))
            .orElseThrow();

    assertThat(settings.request().provider()).isEqualTo(GitSettings.Provider.NONE);
    assertThat(settings.request().pushOptions()).containsExactly("merge_request.create");
    assertThat(settings.path()).isEqualTo("apps/shop");
    assertThat(settings.grouping()).isEqualTo(GitSettings.Grouping.WORKLOAD);
    assertThat(settings.approvalRequired()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../other", "apps/../../other", "/etc", "apps\\shop", "apps/sh\u0007op", ".."})
  void refusesAPathThatLeadsOut(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader.read(rule(r -> r.setPath(path))))
        .withMessageContaining("git.path");
  }

  @Test
  void refusesAFileOfValuesThatLeadsOut() {
    HelmValuesRule values = new HelmValuesRule();
    values.setFile("../{{name}}.yaml");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader.read(rule(r -> r.setHelmValues(List.of(values)))))
        .withMessageContaining("git.helmValues[].file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop:s3cret@git.example.com/deploy.git",
        "https://t0ken@git.example.com/deploy.git",
        "ssh://git:s3cret@git.example.com/deploy.git"
      })
  void refusesCredentialsInTheUrlWithoutRepeatingThem(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader.read(rule(r -> r.setRepository(url))))
        .withMessageContaining("git.authSecret")
        .withMessageNotContainingAny("s3cret", "t0ken");
  }

  private static GitRule rule(Consumer<GitRule> change) {
    GitRule rule = new GitRule();
    rule.setRepository(REPOSITORY);
    change.accept(rule);
    return rule;
  }
}

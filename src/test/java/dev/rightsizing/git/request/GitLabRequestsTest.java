// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.proposal.GitSettings.Provider;
import dev.rightsizing.testkit.codehost.GitLabReplay;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class GitLabRequestsTest extends RequestsContract {
  private GitLabReplay replay;
  private ReplayHost host;

  @BeforeEach
  void start() throws IOException {
    replay = new GitLabReplay("platform/teams/shop/deploy");
    host = new ReplayHost(Provider.GITLAB, replay, replay.repositoryUrl());
  }

  @AfterEach
  void stop() {
    replay.close();
    assertThat(replay.violations()).isEmpty();
  }

  @Override
  Host host() {
    return host;
  }
}

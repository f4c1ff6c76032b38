// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.proposal.GitSettings.Provider;
import dev.rightsizing.testkit.codehost.GitHubReplay;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class GitHubRequestsTest extends RequestsContract {
  private GitHubReplay replay;
  private ReplayHost host;

  @BeforeEach
  void start() throws IOException {
    replay = new GitHubReplay("shop/deploy");
    host = new ReplayHost(Provider.GITHUB, replay, replay.repositoryUrl());
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

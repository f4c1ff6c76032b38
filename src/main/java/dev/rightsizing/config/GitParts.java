// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.git.AllowedUrls;
import dev.rightsizing.git.GitProxy;
import dev.rightsizing.git.repository.GitRepositories;
import dev.rightsizing.git.repository.GitStorageSettings;
import dev.rightsizing.git.repository.JGitRepositories;
import dev.rightsizing.git.request.CodeHosts;
import dev.rightsizing.git.request.choice.RestCodeHosts;
import dev.rightsizing.git.request.http.ApiSettings;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.reconcile.proposal.GitStop;
import dev.rightsizing.reconcile.proposal.GuardedHosts;
import dev.rightsizing.reconcile.proposal.GuardedRepositories;
import dev.rightsizing.telemetry.ProposalMetrics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The adapters of Git and of code hosts, as the settings say; both share the tokens of Apps. */
final class GitParts {
  private static final int PROXY_PORT = 3128;
  private static final int RETRIES = 3;
  private static final int MOST_BYTES = 16 << 20;

  private final GitConfig settings;
  private final AllowedUrls allowed;
  private RestCodeHosts hosts;

  /**
   * @throws IllegalArgumentException with the setting that cannot be used
   */
  GitParts(GitConfig settings) {
    this.settings = settings;
    this.allowed = new AllowedUrls(settings.allowedUrls().orElse(List.of()));
    size("RIGHTSIZING_GIT_MAX_FILE_SIZE", settings.maxFileSize());
    size("RIGHTSIZING_GIT_MAX_CLONE_SIZE", settings.maxCloneSize());
    proxy();
  }

  GitRepositories repositories(GitStop stop, ProposalMetrics metrics, Clock clock) {
    GitStorageSettings storage =
        new GitStorageSettings(
            Path.of(settings.folder()),
            allowed,
            settings.timeout(),
            settings.deadline(),
            size("RIGHTSIZING_GIT_MAX_FILE_SIZE", settings.maxFileSize()),
            size("RIGHTSIZING_GIT_MAX_CLONE_SIZE", settings.maxCloneSize()),
            proxy());
    return new GuardedRepositories(
        new JGitRepositories(storage, rest(clock), clock), stop, metrics);
  }

  CodeHosts hosts(GitStop stop, ProposalMetrics metrics, Clock clock) {
    return new GuardedHosts(rest(clock), stop, metrics);
  }

  private synchronized RestCodeHosts rest(Clock clock) {
    if (hosts == null) {
      hosts =
          new RestCodeHosts(
              allowed,
              new ApiSettings(
                  settings.timeout(),
                  settings.timeout().multipliedBy(2),
                  RETRIES,
                  Duration.ofSeconds(1),
                  MOST_BYTES,
                  proxy()),
              clock);
    }
    return hosts;
  }

  private static long size(String setting, String text) {
    try {
      long bytes = (long) Amount.parse(Resource.MEMORY, text).value();
      if (bytes > 0) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          setting + ": write a size such as 1Mi, not '" + text + "'", e);
    }
    throw new IllegalArgumentException(setting + ": write a size such as 1Mi, not '" + text + "'");
  }

  private Optional<GitProxy> proxy() {
    return settings.proxy().map(url -> proxy(url, settings.noProxy().orElse(List.of())));
  }

  private static GitProxy proxy(URI url, List<String> except) {
    if (url.getHost() == null || url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_GIT_PROXY: write a URL without credentials, such as http://proxy:3128");
    }
    return new GitProxy(url.getHost(), url.getPort() < 0 ? PROXY_PORT : url.getPort(), except);
  }
}

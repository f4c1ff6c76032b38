// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.choice;

import dev.rightsizing.git.AllowedUrls;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.RepositoryUrl;
import dev.rightsizing.git.request.http.ApiTarget;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.GitSettings.Provider;
import java.net.URI;
import java.net.URISyntaxException;

/** Where a repository's API is. */
final class ApiUrls {
  private static final int LONGEST_SHOWN = 200;

  private final AllowedUrls allowed;

  ApiUrls(AllowedUrls allowed) {
    this.allowed = allowed;
  }

  /**
   * The API that a policy names, or that which the repository's host has.
   *
   * @param named by the policy; empty: derived
   */
  ApiTarget target(RepositoryUrl repository, Provider provider, String named) throws GitException {
    URI url = named.isBlank() ? derived(repository, provider) : parsed(named.strip());
    allowed.checkApi(url, repository);
    return new ApiTarget(provider.text(), url);
  }

  private static URI derived(RepositoryUrl repository, Provider provider) {
    String host = repository.host();
    if (provider == Provider.GITHUB && (host.equals("github.com") || host.endsWith(".ghe.com"))) {
      return URI.create("https://api." + host);
    }
    String origin = repository.isSsh() ? "https://" + host : repository.origin();
    return URI.create(origin + path(provider));
  }

  private static String path(Provider provider) {
    return switch (provider) {
      case GITHUB -> "/api/v3";
      case GITLAB -> "/api/v4";
      default -> "/api/v1";
    };
  }

  private static URI parsed(String named) throws GitException {
    try {
      URI url = new URI(named.replaceAll("/+$", ""));
      if (named.matches("(?i)https?://.*") && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    int at = named.lastIndexOf('@');
    throw new GitException(
        Reason.INVALID_POLICY,
        "spec.git.pullRequest.apiUrl '"
            + PlainText.line(at < 0 ? named : "…" + named.substring(at), LONGEST_SHOWN)
            + "' is not a URL; write for example https://git.example.com/api/v4");
  }

  /**
   * The repository's path below the host: its URL may begin with a folder that the API's has too.
   */
  static String path(RepositoryUrl repository, ApiTarget target, Provider provider)
      throws GitException {
    String folder = target.base().getPath().replaceAll("/?api/v\\d+/?$", "").replaceAll("^/", "");
    String path = repository.path();
    if (!folder.isEmpty() && path.startsWith(folder + "/")) {
      path = path.substring(folder.length() + 1);
    }
    long parts = path.chars().filter(c -> c == '/').count() + 1;
    if (parts < 2 || parts > 2 && provider != Provider.GITLAB) {
      throw new GitException(
          Reason.INVALID_POLICY,
          "spec.git.repository "
              + repository.plain()
              + " does not name an owner and a repository of "
              + provider.text()
              + "; when it is below a folder, set spec.git.pullRequest.apiUrl");
    }
    return path;
  }
}

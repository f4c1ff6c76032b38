// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git;

import dev.rightsizing.model.Reason;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which repositories and APIs a policy may make the operator use. A pattern is a URL in which
 * {@code *} stands for any text but {@code / : @ ? #}, so it never reaches into another host, port
 * or path; a URL matches when it equals the pattern or continues it by a path. Case counts in the
 * path alone; a user of ssh and {@code .git} at the end do not count.
 */
public final class AllowedUrls {
  /** Where the patterns come from. */
  public static final String SETTING = "RIGHTSIZING_GIT_ALLOWED_URLS";

  private static final Pattern API_PATH = Pattern.compile("(/[A-Za-z0-9._~/-]*)?/api/v[134]/?");

  private final List<Pattern> patterns;

  /**
   * @throws IllegalArgumentException for a pattern that does not start with a scheme and a host
   */
  public AllowedUrls(List<String> patterns) {
    this.patterns = patterns.stream().map(String::strip).map(AllowedUrls::compile).toList();
  }

  private static Pattern compile(String pattern) {
    if (!pattern.matches("(https?://|ssh://([^/@:?#*]+@)?)[^/@?#]+(/[^@?#]*)?")) {
      throw new IllegalArgumentException(
          SETTING
              + ": '"
              + pattern
              + "' is not a pattern; write for example https://github.com/shop/* or"
              + " ssh://git.example.com/shop");
    }
    String bare =
        pattern.replaceAll("(?i)^ssh://[^/@]*@", "ssh://").replaceAll("(?i)(/+|\\.git/*)$", "");
    int path = bare.indexOf('/', bare.indexOf("://") + "://".length());
    String host = path < 0 ? bare : bare.substring(0, path);
    String rest = path < 0 ? "" : bare.substring(path);
    return Pattern.compile("(?i:" + regex(host) + ")" + regex(rest) + "(/[^@?#]*)?");
  }

  private static String regex(String text) {
    StringBuilder regex = new StringBuilder();
    for (String part : text.split("(?<=\\*)|(?=\\*)")) {
      regex.append(part.equals("*") ? "[^/:@?#]*" : Pattern.quote(part));
    }
    return regex.toString();
  }

  /** Whether a policy may name this repository. */
  public boolean allows(RepositoryUrl repository) {
    return matches(repository.plain());
  }

  /**
   * @throws GitException when a policy may not name this repository
   */
  public void check(RepositoryUrl repository) throws GitException {
    if (!allows(repository)) {
      throw refused("repository " + repository.plain());
    }
  }

  /**
   * An API is allowed when a pattern allows its URL, or when it belongs to an allowed repository:
   * it has the repository's scheme, host and port, or for a repository over ssh https on its own
   * port, or is GitHub's own. Credentials go to nowhere else.
   *
   * @throws GitException when a policy may not have this API called for this repository
   */
  public void checkApi(URI api, RepositoryUrl repository) throws GitException {
    check(repository);
    String url = api.toString();
    boolean plain =
        api.getHost() != null
            && api.getRawUserInfo() == null
            && api.getRawQuery() == null
            && api.getRawFragment() == null
            && !url.contains("..")
            && !url.contains("%");
    if (!plain || !(matches(url) || belongs(api, repository))) {
      throw refused("API " + (plain ? url : "of spec.git.pullRequest.apiUrl"));
    }
  }

  private boolean matches(String url) {
    return patterns.stream().anyMatch(p -> p.matcher(url).matches());
  }

  private static boolean belongs(URI api, RepositoryUrl repository) {
    String path = String.valueOf(api.getRawPath());
    String origin = origin(api);
    if (origin.equals("https://api." + repository.host())) {
      return isGitHub(repository.host()) && path.matches("/?");
    }
    String expected = repository.isSsh() ? "https://" + repository.host() : repository.origin();
    return origin.equals(expected) && API_PATH.matcher(path).matches();
  }

  /** GitHub itself, and its subdomains for enterprises, have the API beside them. */
  private static boolean isGitHub(String host) {
    return host.equals("github.com") || host.endsWith(".ghe.com");
  }

  private static String origin(URI api) {
    String scheme = String.valueOf(api.getScheme()).toLowerCase(Locale.ROOT);
    int own = scheme.equals("https") ? 443 : 80;
    String port = api.getPort() < 0 || api.getPort() == own ? "" : ":" + api.getPort();
    return scheme + "://" + api.getHost().toLowerCase(Locale.ROOT) + port;
  }

  private static GitException refused(String what) {
    return new GitException(
        Reason.GIT_URL_NOT_ALLOWED,
        "the " + what + " matches none of " + SETTING + "; have an administrator add it");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git;

import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Reason;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a repository in one way of writing: scheme and host in lower case, no port where it is
 * the scheme's own, no {@code .git} and no slash at the end. Also reads the short form of ssh,
 * {@code git@host:path}.
 *
 * @param scheme {@code https}, {@code http} or {@code ssh}
 * @param user of ssh; empty otherwise, or where the URL names none
 * @param port -1: the scheme's own
 * @param path without a slash at either end
 */
public record RepositoryUrl(String scheme, String user, String host, int port, String path) {

  private static final Pattern URL =
      Pattern.compile(
          "(?i)(https?|ssh)://(?:([^/@:?#]+)@)?(\\[[0-9a-f:]+]|[a-z0-9._-]+)(?::(\\d{1,5}))?/(.+)");
  private static final Pattern SHORT =
      Pattern.compile("([^/@:?#]+)@([A-Za-z0-9._-]+):(?!\\d+/)(.+)");
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._~+-]+(/[A-Za-z0-9._~+-]+)*");
  private static final int LONGEST_SHOWN = 200;

  /**
   * Reads a URL.
   *
   * @throws GitException when it is none, or holds a password, a query, an escape or a step upwards
   */
  public static RepositoryUrl parse(String text) throws GitException {
    Matcher small = SHORT.matcher(text.strip());
    if (small.matches()) {
      return of("ssh", small.group(1), small.group(2), -1, small.group(3), text);
    }
    Matcher url = URL.matcher(text.strip());
    if (!url.matches()) {
      throw malformed(text);
    }
    int port = url.group(4) == null ? -1 : Integer.parseInt(url.group(4));
    String user = url.group(2) == null ? "" : url.group(2);
    return of(url.group(1), user, url.group(3), port, url.group(5), text);
  }

  private static RepositoryUrl of(
      String scheme, String user, String host, int port, String path, String text)
      throws GitException {
    String lower = scheme.toLowerCase(Locale.ROOT);
    String bare = path.replaceAll("^/+|/+$", "").replaceAll("(?i)\\.git$", "");
    boolean climbs = List.of(bare.split("/")).stream().anyMatch(s -> s.matches("\\.+"));
    boolean secret = !user.isEmpty() && !lower.equals("ssh");
    if (!PATH.matcher(bare).matches() || climbs || port > 65_535 || port == 0 || secret) {
      throw malformed(text);
    }
    return new RepositoryUrl(
        lower, user, host.toLowerCase(Locale.ROOT), port == own(lower) ? -1 : port, bare);
  }

  private static int own(String scheme) {
    return switch (scheme) {
      case "https" -> 443;
      case "http" -> 80;
      default -> 22;
    };
  }

  private static GitException malformed(String text) {
    // What stands before the @ may be a secret.
    int at = text.lastIndexOf('@');
    String shown = PlainText.line(at < 0 ? text : "…" + text.substring(at), LONGEST_SHOWN);
    return new GitException(
        Reason.INVALID_POLICY,
        "spec.git.repository '"
            + shown
            + "' is not the URL of a repository; write https://HOST/PATH or ssh://git@HOST/PATH,"
            + " and credentials into spec.git.authSecret");
  }

  /** Scheme, host and port, as they begin a URL: {@code https://git.example.com:8443}. */
  public String origin() {
    return scheme + "://" + host + (port < 0 ? "" : ":" + port);
  }

  /** Without a user, for comparing and for showing. */
  public String plain() {
    return origin() + "/" + path;
  }

  /** As a URI, with the user of ssh. */
  public URI uri() {
    return URI.create(
        scheme
            + "://"
            + (user.isEmpty() ? "" : user + "@")
            + host
            + (port < 0 ? "" : ":" + port)
            + "/"
            + path);
  }

  public boolean isSsh() {
    return scheme.equals("ssh");
  }

  @Override
  public String toString() {
    return plain();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which URLs a policy may make the operator call. A pattern is a URL in which {@code *} stands for
 * any text but {@code / : @ ? #}, so it never reaches into another host, port or path; a URL
 * matches when it equals the pattern or continues it by a path. Case counts in the path alone.
 */
public final class AllowedUrls {
  private final List<Pattern> patterns;

  /**
   * @throws IllegalArgumentException for a pattern that does not start with a scheme and a host
   */
  public AllowedUrls(List<String> patterns) {
    this(patterns, "RIGHTSIZING_PROMETHEUS_ALLOWED_URLS");
  }

  /**
   * @param setting where the patterns come from, for messages
   * @throws IllegalArgumentException for a pattern that does not start with a scheme and a host
   */
  public AllowedUrls(List<String> patterns, String setting) {
    this.patterns =
        patterns.stream().map(String::trim).map(text -> compile(text, setting)).toList();
  }

  private static Pattern compile(String pattern, String setting) {
    if (!pattern.matches("https?://[^/@?#]+(/[^@?#]*)?")) {
      throw new IllegalArgumentException(
          setting
              + ": '"
              + pattern
              + "' is not a pattern; write for example https://*.monitoring.svc:9090");
    }
    String bare = pattern.replaceAll("/+$", "");
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

  /** Whether a policy may name this URL. */
  public boolean allows(URI url) {
    String path = String.valueOf(url.getRawPath());
    // Dots, plain or percent-encoded, could climb out of the pattern's path on the server.
    boolean plain = !path.contains("..") && !path.contains("%");
    return plain
        && url.getRawUserInfo() == null
        && patterns.stream().anyMatch(p -> p.matcher(url.toString()).matches());
  }
}

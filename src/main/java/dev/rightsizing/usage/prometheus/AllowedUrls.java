// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which URLs a policy may make the operator call. A pattern is a URL in which {@code *} stands for
 * any text but {@code / : @ ? #}, so it never reaches into another host, port or path; a URL
 * matches when it equals the pattern or continues it by a path.
 */
public final class AllowedUrls {
  private final List<Pattern> patterns;

  /**
   * @throws IllegalArgumentException for a pattern that does not start with a scheme and a host
   */
  public AllowedUrls(List<String> patterns) {
    this.patterns = patterns.stream().map(String::trim).map(AllowedUrls::compile).toList();
  }

  private static Pattern compile(String pattern) {
    if (!pattern.matches("https?://[^/@?#]+(/[^@?#]*)?")) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_PROMETHEUS_ALLOWED_URLS: '"
              + pattern
              + "' is not a pattern; write for example https://*.monitoring.svc:9090");
    }
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.replaceAll("/+$", "").split("(?<=\\*)|(?=\\*)")) {
      regex.append(part.equals("*") ? "[^/:@?#]*" : Pattern.quote(part));
    }
    return Pattern.compile(regex + "(/[^@?#]*)?", Pattern.CASE_INSENSITIVE);
  }

  /** Whether a policy may name this URL. */
  public boolean allows(URI url) {
    // A path with dots could climb out of the pattern's path on the server.
    boolean plain =
        url.getRawUserInfo() == null && !String.valueOf(url.getRawPath()).contains("..");
    return plain && patterns.stream().anyMatch(p -> p.matcher(url.toString()).matches());
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import java.net.URI;

/**
 * The API that is called.
 *
 * @param host product, for messages: {@code GitHub}
 * @param base URL below which its paths are, without a slash at the end
 */
public record ApiTarget(String host, URI base) {

  URI resolve(String target) {
    return URI.create(target.contains("://") ? target : base + target);
  }

  /** Whether a URL is below this API: credentials are sent to no other. */
  boolean covers(URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    String root = base.getRawPath() == null ? "" : base.getRawPath();
    return base.getScheme().equalsIgnoreCase(url.getScheme())
        && base.getHost().equalsIgnoreCase(url.getHost())
        && port(base) == port(url)
        && url.getRawUserInfo() == null
        && (path.equals(root) || path.startsWith(root + "/"))
        && !path.contains("/../");
  }

  private static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  /** {@code GitHub at https://api.github.com}. */
  @Override
  public String toString() {
    return host + " at " + base;
  }
}

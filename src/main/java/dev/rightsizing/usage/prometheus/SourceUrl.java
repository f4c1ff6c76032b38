// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * The one way to write the URL of a source, so that two that lead to the same place are equal (RFC
 * 3986, section 6): scheme and host in lower case, no port where it is the scheme's own, no zeros
 * before it, no dot segments, no slashes that mean nothing, percent-encoding only where needed.
 */
final class SourceUrl {
  private SourceUrl() {}

  /**
   * The same URL in that way.
   *
   * @param url with a scheme and a host, without user, query or fragment
   */
  static URI canonical(URI url) throws URISyntaxException {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    int port = isDefault(scheme, url.getPort()) ? -1 : url.getPort();
    return new URI(
        scheme
            + "://"
            + host(url.getHost())
            + (port < 0 ? "" : ":" + port)
            + path(url.getRawPath() == null ? "" : url.getRawPath()));
  }

  private static boolean isDefault(String scheme, int port) {
    return port < 0 || port == (scheme.equals("https") ? 443 : 80);
  }

  private static String host(String host) throws URISyntaxException {
    String lower = host.toLowerCase(Locale.ROOT).replaceAll("\\.+$", "");
    if (!lower.startsWith("[") && !lower.matches("[0-9.]+")) {
      return lower;
    }
    try {
      // A literal is never looked up.
      String address = InetAddress.getByName(lower).getHostAddress();
      return address.contains(":") ? "[" + address + "]" : address;
    } catch (UnknownHostException e) {
      throw new URISyntaxException("host", "is no address");
    }
  }

  private static String path(String raw) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : decoded(raw).split("/")) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    return segments.isEmpty() ? "" : "/" + String.join("/", segments);
  }

  /** Without percent-encoding of what needs none, and the rest in capitals. */
  private static String decoded(String raw) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        char encoded = (char) Integer.parseInt(raw.substring(i + 1, i + 3), 16);
        text.append(
            isUnreserved(encoded)
                ? String.valueOf(encoded)
                : raw.substring(i, i + 3).toUpperCase(Locale.ROOT));
        i += 2;
      } else if (c < 128) {
        text.append(c);
      } else {
        // One character that is not ASCII may be two of Java's.
        int end = Character.isHighSurrogate(c) && i + 1 < raw.length() ? i + 2 : i + 1;
        for (byte b : raw.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
          text.append(String.format(Locale.ROOT, "%%%02X", b));
        }
        i = end - 1;
      }
    }
    return text.toString();
  }

  private static boolean isUnreserved(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}

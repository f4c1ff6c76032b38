// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is answered.
 *
 * @param html the body
 * @param headers beside those that every answer has
 */
public record Reply(int status, String html, List<Map.Entry<String, String>> headers) {
  public Reply {
    headers = List.copyOf(headers);
  }

  /** A page. */
  public static Reply page(String html) {
    return new Reply(200, html, List.of());
  }

  /** A page with a status of its own. */
  public static Reply page(int status, String html) {
    return new Reply(status, html, List.of());
  }

  /** Sends the browser to another path of this page, by GET. */
  public static Reply seeOther(String path) {
    return new Reply(303, "", List.of(Map.entry("Location", path)));
  }

  /** The same with one more header. */
  public Reply with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new Reply(status, html, more);
  }
}

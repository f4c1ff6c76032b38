// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.html;

import java.nio.charset.StandardCharsets;

/**
 * A style sheet or a script.
 *
 * @param name file name, such as {@code style.css}
 * @param contentType for the response
 * @param path under which it is served; it holds a hash of the content, so a copy may be kept
 *     forever
 */
public record Asset(String name, String contentType, String path, byte[] content) {

  /** The content, for a file that must need no other. */
  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }
}

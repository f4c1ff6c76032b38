// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests with a header Host that Java's client does not let a caller set. */
final class RawHttp {
  private RawHttp() {}

  static String get(String url, String host) throws IOException {
    URI to = URI.create(url);
    try (Socket socket = new Socket(to.getHost(), to.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

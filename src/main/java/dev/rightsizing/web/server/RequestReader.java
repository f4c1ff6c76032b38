// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.server;

import dev.rightsizing.web.PageRequest;
import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request of Vert.x as a value. */
final class RequestReader {

  PageRequest read(RoutingContext call) {
    HttpServerRequest request = call.request();
    Map<String, String> cookies = new LinkedHashMap<>();
    for (Cookie cookie : request.cookies()) {
      cookies.putIfAbsent(cookie.getName(), cookie.getValue());
    }
    Map<String, List<String>> headers = values(request.headers(), true);
    if (request.authority() != null) {
      // HTTP/2 has it as a pseudo-header.
      headers.put("host", List.of(request.authority().toString()));
    }
    return new PageRequest(
        request.method().name(),
        request.uri(),
        call.normalizedPath(),
        Map.copyOf(call.pathParams()),
        values(call.queryParams(), false),
        values(request.formAttributes(), false),
        headers,
        cookies,
        peer(request.remoteAddress()),
        request.isSSL() || headers.getOrDefault("x-forwarded-proto", List.of()).contains("https"));
  }

  private static Map<String, List<String>> values(MultiMap map, boolean lowerCase) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String name : map.names()) {
      values.put(lowerCase ? name.toLowerCase(Locale.ROOT) : name, List.copyOf(map.getAll(name)));
    }
    return values;
  }

  private static InetSocketAddress peer(SocketAddress address) {
    try {
      // Always numbers here, so that no name is resolved.
      return new InetSocketAddress(InetAddress.getByName(address.hostAddress()), address.port());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("the peer's address " + address + " is no address", e);
    }
  }
}

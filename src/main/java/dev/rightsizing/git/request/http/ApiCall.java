// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One call of an API.
 *
 * @param target path below the API's URL with its query, or a whole URL of the same API
 * @param body as JSON
 * @param headers besides those that every call has
 * @param taken statuses besides 2xx that are an answer and no fault
 */
public record ApiCall(
    String method,
    String target,
    Optional<String> body,
    Map<String, String> headers,
    Set<Integer> taken) {

  public ApiCall {
    headers = Map.copyOf(headers);
    taken = Set.copyOf(taken);
  }

  public static ApiCall get(String target) {
    return new ApiCall("GET", target, Optional.empty(), Map.of(), Set.of());
  }

  public static ApiCall send(String method, String target, JsonNode body) {
    return new ApiCall(method, target, Optional.of(body.toString()), Map.of(), Set.of());
  }

  /** The same call, to which these statuses are an answer too. */
  public ApiCall taking(Integer... statuses) {
    return new ApiCall(method, target, body, headers, Set.of(statuses));
  }

  ApiCall to(String other) {
    return new ApiCall(method, other, body, headers, taken);
  }

  /** Whether sending it twice does the same as sending it once. */
  boolean isRepeatable() {
    return !method.equals("POST");
  }

  boolean isRead() {
    return method.equals("GET");
  }

  /** For messages: without the query, which may be long. */
  String shown() {
    String path = target.contains("://") ? URI.create(target).getRawPath() : target;
    return method + " " + path.replaceAll("\\?.*", "");
  }

  /** A part of a path or a value of a query, encoded. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request, read completely.
 *
 * @param method such as {@code GET}
 * @param uri path and query as they were sent
 * @param path without the query
 * @param names the variable parts of the path, by name
 * @param query parameters of the URL
 * @param form fields of a submitted form
 * @param headers by name in lower case
 * @param cookies by name
 * @param peer who holds the other end of the connection
 * @param secure whether the browser's connection is encrypted, here or at a proxy
 */
public record PageRequest(
    String method,
    String uri,
    String path,
    Map<String, String> names,
    Map<String, List<String>> query,
    Map<String, List<String>> form,
    Map<String, List<String>> headers,
    Map<String, String> cookies,
    InetSocketAddress peer,
    boolean secure) {

  public PageRequest {
    names = Map.copyOf(names);
    query = Map.copyOf(query);
    form = Map.copyOf(form);
    headers = Map.copyOf(headers);
    cookies = Map.copyOf(cookies);
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return first(headers, name.toLowerCase(Locale.ROOT));
  }

  /** The first value of a parameter of the URL, without blanks around it; absent when empty. */
  public Optional<String> parameter(String name) {
    return first(query, name).map(String::strip).filter(value -> !value.isEmpty());
  }

  /** The first value of a form's field. */
  public Optional<String> field(String name) {
    return first(form, name);
  }

  /** The same request with one more cookie. */
  public PageRequest withCookie(String name, String value) {
    Map<String, String> more = new HashMap<>(cookies);
    more.put(name, value);
    return new PageRequest(method, uri, path, names, query, form, headers, more, peer, secure);
  }

  /** A variable part of the path. */
  public String name(String part) {
    return names.getOrDefault(part, "");
  }

  /** Whether htmx sent it, which wants only the part that changes. */
  public boolean wantsPart() {
    return header("HX-Request").isPresent() && header("HX-History-Restore-Request").isEmpty();
  }

  private static Optional<String> first(Map<String, List<String>> values, String name) {
    return values.getOrDefault(name, List.of()).stream().findFirst();
  }
}

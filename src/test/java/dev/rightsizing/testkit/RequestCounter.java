// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writes down each request that a client sends, as {@code GET /apis/…}. */
public final class RequestCounter implements Interceptor {
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    requests.add(request.method() + " " + request.uri().getPath());
  }

  /** Those whose text matches a regular expression in part. */
  public List<String> like(String pattern) {
    return requests.stream().filter(r -> r.matches(".*" + pattern + ".*")).toList();
  }

  /** Forgets all. */
  public void reset() {
    requests.clear();
  }
}

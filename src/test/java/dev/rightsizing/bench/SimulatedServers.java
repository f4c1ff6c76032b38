// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.bench;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A Prometheus with the usage of many pods, and a collector that takes everything. */
final class SimulatedServers implements Handler<HttpServerRequest> {
  static final int WORKLOADS = 500;
  private static final int STEP_SECONDS = 300;
  private static final String NO_MATRIX =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";
  private static final String NO_VECTOR =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";
  private static final String NO_SERIES = "{\"status\":\"success\",\"data\":[]}";

  /** The pod of a workload. */
  static String pod(int workload) {
    return "web-" + workload + "-5f6d7c8b9-x2vbf";
  }

  @Override
  public void handle(HttpServerRequest request) {
    request.body().onSuccess(body -> request.response().end(answer(request.path(), body)));
  }

  private static Buffer answer(String path, Buffer body) {
    return switch (path) {
      case "/api/v1/query_range" -> range(form(body.toString()));
      case "/api/v1/query" -> Buffer.buffer(NO_VECTOR);
      case "/api/v1/series" -> Buffer.buffer(NO_SERIES);
      default -> Buffer.buffer();
    };
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      form.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return form;
  }

  private static Buffer range(Map<String, String> form) {
    boolean cpu = form.get("query").contains("container_cpu_usage_seconds_total");
    if (!cpu && !form.get("query").contains("container_memory_working_set_bytes")) {
      return Buffer.buffer(NO_MATRIX);
    }
    long start = Long.parseLong(form.get("start"));
    long end = Long.parseLong(form.get("end"));
    StringBuilder text =
        new StringBuilder(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[");
    for (int i = 0; i < WORKLOADS; i++) {
      text.append(i == 0 ? "" : ",")
          .append("{\"metric\":{\"namespace\":\"shop\",\"pod\":\"")
          .append(pod(i))
          .append("\",\"container\":\"app\"},\"values\":[");
      for (long t = start; t <= end; t += STEP_SECONDS) {
        long wave = (t / STEP_SECONDS * 37 + i * 11L) % 100;
        text.append(t == start ? "[" : ",[").append(t).append(",\"");
        if (cpu) {
          text.append("0.").append(100 + wave);
        } else {
          text.append(300_000_000 + 1_000_000 * wave);
        }
        text.append("\"]");
      }
      text.append("]}");
    }
    return Buffer.buffer(text.append("]}}").toString());
  }
}

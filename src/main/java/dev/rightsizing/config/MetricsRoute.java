// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Serves the operator's own metrics under {@code /metrics} on the management port. Makes nothing
 * before the first call: the route is registered for commands too, which serve nothing.
 */
@Singleton
final class MetricsRoute {
  void register(@Observes ManagementInterface management, Instance<PrometheusRegistry> registry) {
    management
        .router()
        .get("/metrics")
        .handler(
            call ->
                call.response()
                    .putHeader("Content-Type", PrometheusTextFormatWriter.CONTENT_TYPE)
                    .end(Buffer.buffer(page(registry.get()))));
  }

  private static byte[] page(PrometheusRegistry registry) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.access.AccessReview;
import dev.rightsizing.telemetry.endpoint.EndpointSettings;
import dev.rightsizing.telemetry.endpoint.EndpointSettings.Authentication;
import dev.rightsizing.telemetry.endpoint.EndpointSettings.Times;
import dev.rightsizing.telemetry.endpoint.EndpointSettings.Tls;
import dev.rightsizing.telemetry.endpoint.MetricsEndpoint;
import dev.rightsizing.telemetry.endpoint.MetricsHandler;
import dev.rightsizing.telemetry.endpoint.ScrapeAuthorization;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the port of the metrics. */
@Singleton
final class MetricsWiring {
  private static final int LAST_PORT = 65_535;

  @Produces
  @Singleton
  MetricsEndpoint endpoint(
      Vertx vertx, Settings settings, PrometheusRegistry registry, Instance<AccessReview> access) {
    return new MetricsEndpoint(
        vertx,
        endpoint(settings.metrics()),
        new MetricsHandler(
            vertx,
            registry,
            settings.metrics().authentication() == Authentication.TOKEN_REVIEW
                ? ScrapeAuthorization.by(access.get())
                : ScrapeAuthorization.none(),
            System::nanoTime));
  }

  /**
   * What the settings say.
   *
   * @throws IllegalArgumentException with what to change
   */
  static EndpointSettings endpoint(Settings.Metrics metrics) {
    if (metrics.port() < 0 || metrics.port() > LAST_PORT) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_METRICS_PORT is "
              + metrics.port()
              + "; use a number from 0 to "
              + LAST_PORT);
    }
    return new EndpointSettings(metrics.address(), metrics.port(), tls(metrics), Times.DEFAULT);
  }

  private static Optional<Tls> tls(Settings.Metrics metrics) {
    if (metrics.certificateFile().isEmpty() && metrics.keyFile().isEmpty()) {
      return Optional.empty();
    }
    if (metrics.certificateFile().isEmpty() || metrics.keyFile().isEmpty()) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_METRICS_CERTIFICATE_FILE and RIGHTSIZING_METRICS_KEY_FILE belong together;"
              + " set both or neither");
    }
    return Optional.of(
        new Tls(
            readable("RIGHTSIZING_METRICS_CERTIFICATE_FILE", metrics.certificateFile().get()),
            readable("RIGHTSIZING_METRICS_KEY_FILE", metrics.keyFile().get())));
  }

  private static Path readable(String setting, String file) {
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      throw new IllegalArgumentException(
          setting + " names " + file + ", which is not a file that can be read");
    }
    return path;
  }
}

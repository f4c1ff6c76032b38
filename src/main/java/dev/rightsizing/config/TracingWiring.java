// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.reconcile.trace.TracedUsageSources;
import dev.rightsizing.telemetry.otlp.OtlpExport;
import dev.rightsizing.telemetry.trace.Tracing;
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.prometheus.PrometheusUsageSources;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Starts OpenTelemetry where an endpoint is set; else not one class of it is loaded. */
@Singleton
final class TracingWiring {
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";

  /** An endpoint of one signal alone, by that signal's exporter. */
  private static final Map<String, String> SIGNALS =
      Map.of(
          "otel.traces.exporter", "otel.exporter.otlp.traces.endpoint",
          "otel.metrics.exporter", "otel.exporter.otlp.metrics.endpoint");

  @Produces
  @Singleton
  Tracing tracing(Config config, Settings settings, PrometheusRegistry registry, Clock clock) {
    Map<String, String> exporters = exporters(config);
    return exporters.containsValue("otlp")
        ? OtlpExport.start(registry, clock, exporters, resource(config, settings.otlp()))
        : Tracing.OFF;
  }

  void close(@Disposes Tracing tracing) throws Exception {
    if (tracing instanceof AutoCloseable started) {
      started.close();
    }
  }

  @Produces
  @Singleton
  UsageSources sources(PrometheusUsageSources sources, Tracing tracing) {
    return tracing == Tracing.OFF ? sources : new TracedUsageSources(sources, tracing);
  }

  /** A signal without an endpoint would be sent to a collector on this host. */
  private static Map<String, String> exporters(Config config) {
    boolean all = text(config, ENDPOINT).isPresent();
    Map<String, String> exporters = new HashMap<>();
    SIGNALS.forEach(
        (exporter, endpoint) ->
            exporters.put(exporter, all || text(config, endpoint).isPresent() ? "otlp" : "none"));
    return exporters;
  }

  private static Map<String, String> resource(Config config, Settings.Otlp settings) {
    Map<String, String> resource = new HashMap<>();
    settings.cluster().ifPresent(cluster -> resource.put("k8s.cluster.name", cluster));
    settings
        .environment()
        .ifPresent(environment -> resource.put("deployment.environment.name", environment));
    for (String attribute : List.of("service.version", "service.instance.id")) {
      text(config, attribute.equals("service.version") ? "quarkus.application.version" : "hostname")
          .ifPresent(value -> resource.put(attribute, value));
    }
    return resource;
  }

  private static Optional<String> text(Config config, String name) {
    return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
  }
}

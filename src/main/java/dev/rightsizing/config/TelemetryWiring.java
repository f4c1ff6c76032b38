// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.telemetry.FigureMetrics;
import dev.rightsizing.telemetry.GpuMetrics;
import dev.rightsizing.telemetry.NameBound;
import dev.rightsizing.telemetry.OperatorMetrics;
import dev.rightsizing.telemetry.OperatorRegistry;
import dev.rightsizing.telemetry.RiskMetrics;
import dev.rightsizing.telemetry.http.ApiServerMetrics;
import dev.rightsizing.telemetry.http.QueryMetrics;
import dev.rightsizing.telemetry.process.ProcessMetrics;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** Makes the registry and the metrics in it. */
@Singleton
final class TelemetryWiring {

  @Produces
  @Singleton
  PrometheusRegistry registry(Settings settings) {
    PrometheusRegistry registry = new OperatorRegistry();
    JvmMetrics.builder().register(registry);
    new ProcessMetrics(registry, settings.metrics().volumes().stream().map(Path::of).toList());
    return registry;
  }

  @Produces
  @Singleton
  FigureMetrics figures(PrometheusRegistry registry) {
    return new FigureMetrics(registry);
  }

  @Produces
  @Singleton
  OperatorMetrics operatorMetrics(
      PrometheusRegistry registry, FigureMetrics figures, Settings settings) {
    int containers = settings.metrics().maxContainers();
    if (containers < 0) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_METRICS_MAX_CONTAINERS: write 0 or more, not " + containers);
    }
    return new OperatorMetrics(registry, figures, bound(settings), new NameBound(containers));
  }

  @Produces
  @Singleton
  RiskMetrics riskMetrics(PrometheusRegistry registry, FigureMetrics figures, Settings settings) {
    return new RiskMetrics(registry, figures, bound(settings));
  }

  @Produces
  @Singleton
  GpuMetrics gpuMetrics(PrometheusRegistry registry, Settings settings) {
    return new GpuMetrics(registry, bound(settings));
  }

  @Produces
  @Singleton
  QueryMetrics queryMetrics(PrometheusRegistry registry) {
    return new QueryMetrics(registry);
  }

  /** In place of Quarkus' own client, which cannot be observed. */
  @Produces
  @Singleton
  KubernetesClient client(
      Config config, KubernetesSerialization serialization, PrometheusRegistry registry) {
    ApiServerMetrics metrics = new ApiServerMetrics(registry);
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(serialization)
        .withHttpClientBuilderConsumer(
            builder -> builder.addOrReplaceInterceptor("telemetry", metrics))
        .build();
  }

  void close(@Disposes KubernetesClient client) {
    client.close();
  }

  private static NameBound bound(Settings settings) {
    int most = settings.metrics().maxNames();
    if (most < 0) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_METRICS_MAX_NAMES: write 0 or more, not " + most);
    }
    return new NameBound(most);
  }
}

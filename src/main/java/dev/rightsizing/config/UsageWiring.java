// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.cli.report.HeaderText;
import dev.rightsizing.evaluate.Evaluator;
import dev.rightsizing.evaluate.KnownPrices;
import dev.rightsizing.evaluate.Studies;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.telemetry.OperatorMetrics;
import dev.rightsizing.telemetry.UsageMetrics;
import dev.rightsizing.telemetry.WatchMetrics;
import dev.rightsizing.telemetry.http.QueryMetrics;
import dev.rightsizing.telemetry.trace.Tracing;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.usage.prometheus.AllowedUrls;
import dev.rightsizing.usage.prometheus.Compression;
import dev.rightsizing.usage.prometheus.Credentials;
import dev.rightsizing.usage.prometheus.FileAuthorization;
import dev.rightsizing.usage.prometheus.PrometheusSettings;
import dev.rightsizing.usage.prometheus.PrometheusUsageSources;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes what reads: clock, Prometheus, the cluster, the evaluator. */
@Singleton
final class UsageWiring {
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  @Typed(PrometheusUsageSources.class)
  PrometheusUsageSources prometheusSources(
      Settings settings,
      Clock clock,
      PrometheusRegistry registry,
      OperatorMetrics metrics,
      QueryMetrics requests) {
    PrometheusUsageSources sources =
        new PrometheusUsageSources(
            prometheus(settings), clock, new QueryTelemetry(metrics, requests));
    new UsageMetrics(registry).unavailableSources(sources::away);
    return sources;
  }

  void close(@Disposes PrometheusUsageSources sources) {
    sources.close();
  }

  @Produces
  @Singleton
  UsageMemory memory(
      Settings settings,
      UsageSources sources,
      PrometheusRegistry registry,
      Clock clock,
      Tracing tracing,
      DaemonThreads threads) {
    Settings.Query query = settings.query();
    UsageMemory memory =
        new UsageMemory(
            CollectorSettings.of(query.sampleBudget(), query.concurrency()),
            MemorySetting.bound(settings.usageMemory(), Runtime.getRuntime().maxMemory()),
            clock,
            tracing.carrying(threads.growing("usage")),
            sources);
    new UsageMetrics(registry).memory(memory::heldBytes, memory::dropped);
    return memory;
  }

  @Produces
  @Singleton
  WorkloadSource workloads(
      KubernetesClient client, ReconcileSettings settings, Clock clock, WatchMetrics metrics) {
    return KubernetesWorkloadSource.watching(
        client, settings.watchNamespaces(), clock, metrics::listed);
  }

  @Produces
  @Singleton
  KnownPrices knownPrices() {
    return new KnownPrices();
  }

  @Produces
  @Singleton
  Evaluator evaluator(
      WorkloadSource workloads, UsageMemory memory, Clock clock, KnownPrices prices) {
    return new Evaluator(workloads, memory, clock, prices);
  }

  @Produces
  @Singleton
  Studies studies(
      Settings settings,
      WorkloadSource workloads,
      UsageMemory memory,
      Clock clock,
      KnownPrices prices) {
    Settings.Query query = settings.query();
    return new Studies(
        workloads,
        memory,
        prices,
        CollectorSettings.of(query.sampleBudget(), query.concurrency()),
        clock);
  }

  /** The operator's own source as the settings say. */
  static PrometheusSettings prometheus(Settings settings) {
    Settings.Prometheus own = settings.prometheus();
    Settings.Query query = settings.query();
    return new PrometheusSettings(
        own.url().map(UsageWiring::url),
        credentials(own),
        pairs(own.matchers(), "RIGHTSIZING_PROMETHEUS_MATCHERS"),
        new AllowedUrls(own.allowedUrls().orElse(List.of())),
        new PrometheusSettings.Query(
            query.concurrency(),
            query.timeout(),
            query.sampleBudget(),
            query.retries(),
            FIRST_RETRY,
            compression(query.gzip()),
            query.extraTimeout()),
        new PrometheusSettings.FreeQueries(
            settings.risk().policyQueries(),
            new AllowedUrls(
                settings.risk().queryAllowedUrls().orElse(List.of()),
                "RIGHTSIZING_RISK_QUERY_ALLOWED_URLS")));
  }

  private static Compression compression(String text) {
    return Compression.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "RIGHTSIZING_QUERY_GZIP: write auto, true or false, not '" + text + "'"));
  }

  private static URI url(String text) {
    try {
      return PrometheusUsageSources.parse(text);
    } catch (UsageException e) {
      throw new IllegalArgumentException("RIGHTSIZING_PROMETHEUS_URL: " + e.getMessage(), e);
    }
  }

  private static Credentials credentials(Settings.Prometheus own) {
    if (own.tokenFile().isPresent() && own.username().isPresent()) {
      throw new IllegalArgumentException(
          "set RIGHTSIZING_PROMETHEUS_TOKEN_FILE or RIGHTSIZING_PROMETHEUS_USERNAME, not both");
    }
    if (own.username().isPresent() != own.passwordFile().isPresent()) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_PROMETHEUS_USERNAME and RIGHTSIZING_PROMETHEUS_PASSWORD_FILE go together");
    }
    Optional<Credentials.Authorization> authorization =
        own.tokenFile()
            .or(own::passwordFile)
            .map(file -> new FileAuthorization(Path.of(file), own.username()));
    return new Credentials(
        authorization, headers(own.headers()), own.caFile().map(UsageWiring::bytes));
  }

  private static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_PROMETHEUS_CA_FILE: " + file + " cannot be read", e);
    }
  }

  private static Map<String, String> headers(Optional<List<String>> texts) {
    Map<String, String> headers = new HashMap<>();
    for (String text : texts.orElse(List.of())) {
      // The text is not repeated: it may be a token.
      Map.Entry<String, String> header =
          HeaderText.parse(text)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "RIGHTSIZING_PROMETHEUS_HEADERS: write Name=value or Name: value, separated by commas"));
      headers.put(header.getKey(), header.getValue());
    }
    return headers;
  }

  private static Map<String, String> pairs(Optional<List<String>> texts, String setting) {
    Map<String, String> pairs = new HashMap<>();
    for (String text : texts.orElse(List.of())) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(setting + ": write name=value, not '" + text + "'");
      }
      pairs.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
    }
    return pairs;
  }
}

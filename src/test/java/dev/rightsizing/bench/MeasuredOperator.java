// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.rightsizing.bench.TelemetryOverhead.Cost;
import dev.rightsizing.bench.TelemetryOverhead.Mode;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.evaluate.EvaluationRequest;
import dev.rightsizing.evaluate.Evaluator;
import dev.rightsizing.evaluate.Progress;
import dev.rightsizing.evaluate.Scope;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.EvaluationOutcome;
import dev.rightsizing.reconcile.EvaluationReporter;
import dev.rightsizing.reconcile.trace.TracedUsageSources;
import dev.rightsizing.telemetry.ControllerMetrics;
import dev.rightsizing.telemetry.FigureMetrics;
import dev.rightsizing.telemetry.GpuMetrics;
import dev.rightsizing.telemetry.NameBound;
import dev.rightsizing.telemetry.OperatorMetrics;
import dev.rightsizing.telemetry.OperatorRegistry;
import dev.rightsizing.telemetry.QueryOutcome;
import dev.rightsizing.telemetry.RiskMetrics;
import dev.rightsizing.telemetry.endpoint.EndpointSettings;
import dev.rightsizing.telemetry.endpoint.EndpointSettings.Times;
import dev.rightsizing.telemetry.endpoint.MetricsEndpoint;
import dev.rightsizing.telemetry.endpoint.MetricsHandler;
import dev.rightsizing.telemetry.endpoint.ScrapeAuthorization;
import dev.rightsizing.telemetry.http.ApiServerMetrics;
import dev.rightsizing.telemetry.http.QueryMetrics;
import dev.rightsizing.telemetry.otlp.OtlpExport;
import dev.rightsizing.telemetry.process.ProcessMetrics;
import dev.rightsizing.telemetry.trace.Tracing;
import dev.rightsizing.testkit.Containers;
import dev.rightsizing.testkit.FakeWorkloadSource;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.usage.prometheus.AllowedUrls;
import dev.rightsizing.usage.prometheus.Credentials;
import dev.rightsizing.usage.prometheus.PrometheusSettings;
import dev.rightsizing.usage.prometheus.PrometheusUsageSources;
import dev.rightsizing.usage.prometheus.QueryListener;
import dev.rightsizing.workload.LabelSelector;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One process of {@link TelemetryOverhead}: evaluates, rests, and prints what that cost it. */
final class MeasuredOperator {
  private static final int WARM_UP = 20;
  private static final int EVALUATIONS = 40;
  private static final Duration REST = Duration.ofSeconds(20);
  private static final Policy.Id POLICY = new Policy.Id("shop", "all");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-04T10:00:00Z"));
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final String servers;

  private MeasuredOperator(String servers) {
    this.servers = servers;
  }

  public static void main(String[] args) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    MeasuredOperator operator = new MeasuredOperator("http://127.0.0.1:" + args[1]);
    System.out.println(operator.measure(Mode.valueOf(args[0])).line());
    System.out.flush();
    System.exit(0);
  }

  /** What an evaluation reports to. */
  private record Telemetry(
      QueryListener queries, Optional<EvaluationReporter> reporter, Tracing tracing) {}

  private Cost measure(Mode mode) throws Exception {
    // The operator has it in any case, for its health checks.
    Vertx vertx = Vertx.vertx();
    vertx
        .createHttpServer()
        .requestHandler(request -> request.response().end())
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    Telemetry telemetry =
        mode == Mode.ON
            ? telemetry(vertx)
            : new Telemetry(QueryListener.NONE, Optional.empty(), Tracing.OFF);
    ExecutorService threads = Executors.newCachedThreadPool();
    Evaluator evaluator =
        new Evaluator(
            cluster(),
            new UsageMemory(
                CollectorSettings.of(2_000_000, 2), clock, telemetry.tracing().carrying(threads)),
            clock);
    UsageSource source = source(telemetry);
    for (int i = 0; i < WARM_UP; i++) {
      evaluate(evaluator, source, telemetry);
    }
    long began = system.getProcessCpuTime();
    for (int i = 0; i < EVALUATIONS; i++) {
      evaluate(evaluator, source, telemetry);
    }
    double evaluation = (system.getProcessCpuTime() - began) / 1e6 / EVALUATIONS;
    System.gc();
    began = system.getProcessCpuTime();
    Thread.sleep(REST.toMillis());
    double rest = (system.getProcessCpuTime() - began) / 1e6 * 60 / REST.toSeconds();
    System.gc();
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    return new Cost(
        evaluation,
        rest,
        memory.getHeapMemoryUsage().getUsed() + memory.getNonHeapMemoryUsage().getCommitted());
  }

  private Telemetry telemetry(Vertx vertx) {
    OperatorRegistry registry = new OperatorRegistry();
    JvmMetrics.builder().register(registry);
    new ProcessMetrics(registry, List.of(Path.of("/tmp")));
    FigureMetrics figures = new FigureMetrics(registry);
    OperatorMetrics metrics =
        new OperatorMetrics(registry, figures, new NameBound(100), new NameBound(0));
    new RiskMetrics(registry, figures, new NameBound(100));
    new ControllerMetrics(registry);
    new GpuMetrics(registry, new NameBound(100));
    new ApiServerMetrics(registry);
    QueryMetrics requests = new QueryMetrics(registry);
    MetricsEndpoint endpoint =
        new MetricsEndpoint(
            vertx,
            new EndpointSettings("127.0.0.1", 0, Optional.empty(), Times.DEFAULT),
            new MetricsHandler(vertx, registry, ScrapeAuthorization.none(), System::nanoTime));
    endpoint.start();
    System.out.println("METRICS " + endpoint.url() + "/metrics");
    System.out.flush();
    Tracing tracing =
        OtlpExport.start(
            registry,
            Clock.systemUTC(),
            Map.of(
                "otel.exporter.otlp.endpoint", servers,
                "otel.metric.export.interval", "5000",
                "otel.traces.exporter", "otlp",
                "otel.metrics.exporter", "otlp"),
            Map.of());
    return new Telemetry(
        new Counting(metrics, requests), Optional.of(new EvaluationReporter(metrics)), tracing);
  }

  private record Counting(OperatorMetrics metrics, QueryMetrics requests) implements QueryListener {
    @Override
    public void queried(Sent query) {
      metrics.queried(
          new QueryOutcome(query.resource(), query.outcome(), query.samples(), query.bytes()));
    }

    @Override
    public void waiting(int change) {
      requests.waiting(change);
    }

    @Override
    public void began() {
      requests.began();
    }

    @Override
    public void ended(Reason outcome, Duration took) {
      requests.ended(outcome, took);
    }
  }

  private static FakeWorkloadSource cluster() {
    FakeWorkloadSource cluster = new FakeWorkloadSource();
    for (int i = 0; i < SimulatedServers.WORKLOADS; i++) {
      cluster.with(
          Containers.workload(
              WorkloadKind.DEPLOYMENT,
              "web-" + i,
              1,
              Containers.spec("app", ContainerRole.MAIN, 0, "500m/1", "512Mi/1Gi")),
          SimulatedServers.pod(i));
    }
    return cluster;
  }

  private UsageSource source(Telemetry telemetry) throws Exception {
    PrometheusSettings settings =
        new PrometheusSettings(
            Optional.of(URI.create(servers)),
            Credentials.NONE,
            Map.of(),
            new AllowedUrls(List.of()),
            new PrometheusSettings.Query(
                2, Duration.ofSeconds(60), 2_000_000, 1, Duration.ofMillis(50), false));
    UsageSources sources = new PrometheusUsageSources(settings, clock, telemetry.queries());
    return (telemetry.tracing() == Tracing.OFF
            ? sources
            : new TracedUsageSources(sources, telemetry.tracing()))
        .source(SourceRequest.DEFAULT);
  }

  private void evaluate(Evaluator evaluator, UsageSource source, Telemetry telemetry)
      throws Exception {
    clock.advance(Duration.ofHours(1));
    long began = System.nanoTime();
    try (Tracing.Step step = telemetry.tracing().begin("evaluation")) {
      Evaluation evaluation = evaluator.evaluate(request(), source, patches(telemetry.tracing()));
      if (!evaluation.judged()) {
        throw new IllegalStateException("nothing was read from " + servers);
      }
      step.with("rightsizing.workloads", evaluation.recommendations().size());
      telemetry
          .reporter()
          .ifPresent(
              reporter ->
                  reporter.ended(
                      POLICY,
                      new EvaluationOutcome.Evaluated(evaluation, servers),
                      Duration.ofNanos(System.nanoTime() - began)));
    }
  }

  private static EvaluationRequest request() {
    return EvaluationRequest.uncontested(
        new Scope(
            new TreeSet<>(Set.of("shop")),
            EnumSet.allOf(WorkloadKind.class),
            LabelSelector.EVERYTHING,
            Set.of()),
        SizingSettings.DEFAULT,
        Optional.empty());
  }

  private static Progress patches(Tracing tracing) {
    return new Progress() {
      @Override
      public void at(String phase, long done, long total) {
        // The bench shows no progress.
      }

      @Override
      public <T> T patch(WorkloadRef workload, Supplier<T> work) {
        try (Tracing.Step step = tracing.detail("patch")) {
          step.with("rightsizing.name", workload.name());
          return work.get();
        }
      }
    };
  }
}

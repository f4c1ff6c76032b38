// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Measures what all telemetry costs: the same evaluations in processes with and without it, in
 * turn. Prometheus, the collector and the scraper are in this process, so that only the operator's
 * share is counted. Run by {@code make telemetry-overhead}.
 *
 * <p>With telemetry means: the whole registry filled, a scrape and an export by OTLP every five
 * seconds (three and six times as often as usual), a span for each evaluation, query and patch, and
 * the sampler behind the spans.
 */
public final class TelemetryOverhead {
  private static final int PAIRS = 3;
  private static final long SCRAPE_SECONDS = 5;

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;

  private TelemetryOverhead(int port) {
    this.port = port;
  }

  /** Whether a process has telemetry. */
  enum Mode {
    OFF,
    ON
  }

  /**
   * What one process needed.
   *
   * @param evaluationMillis CPU time of an evaluation
   * @param restMillis CPU time of a minute without one
   * @param bytes heap, after a collection, and all else that Java accounts for
   */
  record Cost(double evaluationMillis, double restMillis, double bytes) {
    private static Cost parse(String line) {
      String[] parts = line.split(" ");
      return new Cost(
          Double.parseDouble(parts[1]), Double.parseDouble(parts[2]), Double.parseDouble(parts[3]));
    }

    String line() {
      return String.format(Locale.ROOT, "COST %.3f %.3f %.0f", evaluationMillis, restMillis, bytes);
    }
  }

  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    HttpServer servers =
        vertx
            .createHttpServer()
            .requestHandler(new SimulatedServers())
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    try {
      new TelemetryOverhead(servers.actualPort()).measure();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private void measure() throws IOException, InterruptedException {
    Map<Mode, List<Cost>> costs = new EnumMap<>(Mode.class);
    for (int pair = 0; pair < PAIRS; pair++) {
      for (Mode mode : Mode.values()) {
        Cost cost = run(mode);
        System.err.println(mode + " " + cost);
        costs.computeIfAbsent(mode, m -> new ArrayList<>()).add(cost);
      }
    }
    System.out.printf(
        "Medians of %d processes each; %d workloads, Java %s, %d CPUs.%n%n",
        PAIRS,
        SimulatedServers.WORKLOADS,
        Runtime.version(),
        Runtime.getRuntime().availableProcessors());
    System.out.println("| What | Without | With telemetry | Difference |");
    System.out.println("|---|---|---|---|");
    double off = median(costs, Mode.OFF, Cost::evaluationMillis);
    double on = median(costs, Mode.ON, Cost::evaluationMillis);
    row("CPU time of an evaluation", off, on, "ms", 100 * (on - off) / off, "%");
    off = median(costs, Mode.OFF, Cost::restMillis);
    on = median(costs, Mode.ON, Cost::restMillis);
    // Of one CPU's 60,000 ms.
    row("CPU time of a minute at rest", off, on, "ms", (on - off) / 600, "% of one CPU");
    off = median(costs, Mode.OFF, Cost::bytes) / 1e6;
    on = median(costs, Mode.ON, Cost::bytes) / 1e6;
    row("Memory (heap after a collection, classes, code)", off, on, "MB", on - off, "MB");
  }

  private static void row(
      String what, double off, double on, String unit, double difference, String of) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f %s | %.1f %s | %.2f %s |%n",
        what,
        off,
        unit,
        on,
        unit,
        difference,
        of);
  }

  private static double median(
      Map<Mode, List<Cost>> costs, Mode mode, ToDoubleFunction<Cost> figure) {
    return costs.get(mode).stream().mapToDouble(figure).sorted().toArray()[PAIRS / 2];
  }

  private Cost run(Mode mode) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path").replace("\n", File.pathSeparator),
                MeasuredOperator.class.getName(),
                mode.name(),
                Integer.toString(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ScheduledExecutorService scraper = Executors.newSingleThreadScheduledExecutor();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.startsWith("METRICS ")) {
          URI page = URI.create(line.substring("METRICS ".length()));
          scraper.scheduleAtFixedRate(() -> scrape(page), 0, SCRAPE_SECONDS, TimeUnit.SECONDS);
        } else if (line.startsWith("COST ")) {
          return Cost.parse(line);
        }
      }
      throw new IllegalStateException("the process with telemetry " + mode + " failed");
    } finally {
      scraper.shutdownNow();
      process.destroy();
      process.waitFor();
    }
  }

  private void scrape(URI page) {
    client
        .sendAsync(
            HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(5)).build(),
            HttpResponse.BodyHandlers.discarding())
        .exceptionally(e -> null);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.cli.OperatorProcess;
import dev.rightsizing.reconcile.RecommendationGarbageCollector;
import dev.rightsizing.reconcile.risk.RecommendationCache;
import dev.rightsizing.telemetry.endpoint.MetricsEndpoint;
import dev.rightsizing.workload.WorkloadSource;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.Controller;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Starts the controllers, and at the end stops everything in the order in which it depends. */
@Singleton
final class ControllerProcess implements OperatorProcess {
  private static final Logger LOG = Logger.getLogger(ControllerProcess.class);

  private final Operator operator;
  private final MetricsEndpoint metrics;
  private final Leadership leadership;
  private final RecommendationGarbageCollector garbageCollector;
  private final List<AutoCloseable> watches;
  private final PageProcess page;
  private final DaemonThreads threads;

  ControllerProcess(
      Operator operator,
      MetricsEndpoint metrics,
      Leadership leadership,
      RecommendationGarbageCollector garbageCollector,
      RecommendationCache recommendations,
      WorkloadSource workloads,
      LazyLiveCluster live,
      PageProcess page,
      DaemonThreads threads) {
    this.operator = operator;
    this.metrics = metrics;
    this.leadership = leadership;
    this.garbageCollector = garbageCollector;
    this.watches =
        workloads instanceof AutoCloseable closeable
            ? List.of(recommendations, live, closeable)
            : List.of(recommendations, live);
    this.page = page;
    this.threads = threads;
  }

  @Override
  public int run() {
    metrics.start();
    if (!leadership.isElected()) {
      garbageCollector.start();
    }
    page.start();
    operator.start();
    Quarkus.waitForExit();
    stop();
    return 0;
  }

  /** Who asks before who answers: controllers, what runs beside them, watches, threads. */
  private void stop() {
    close(page);
    if (leadership.isElected()) {
      // The SDK would take the end of its election for a lost lease and wait for this very end.
      operator.getRegisteredControllers().forEach(c -> close(((Controller<?>) c)::stop));
    } else {
      close(operator::stop);
    }
    close(garbageCollector);
    watches.forEach(ControllerProcess::close);
    close(metrics);
    threads.stop();
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      // The process ends anyway; the other parts must be closed as well.
      LOG.debugf(e, "%s does not close", part);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.model.GpuUse;
import dev.rightsizing.telemetry.GpuMetrics;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSources;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Reads the GPUs of all namespaces by one query to the operator's own Prometheus: every five
 * minutes, and every hour where there are none.
 */
@Singleton
final class GpuWatch {
  private static final Logger LOG = Logger.getLogger(GpuWatch.class);
  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final int ROUNDS_PER_HOUR = 12;

  private final UsageSources sources;
  private final GpuMetrics metrics;
  private final Clock clock;
  private int skip;

  GpuWatch(UsageSources sources, GpuMetrics metrics, Clock clock) {
    this.sources = sources;
    this.metrics = metrics;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started, Settings settings, DaemonThreads threads) {
    if (settings.prometheus().url().isPresent()) {
      threads
          .scheduled("gpu", 1)
          .scheduleWithFixedDelay(
              this::read, INTERVAL.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** One round; whatever fails leaves no old figures and is tried again. */
  void read() {
    if (skip > 0) {
      skip--;
      return;
    }
    Map<String, GpuUse> uses = Map.of();
    try {
      uses = sources.source(SourceRequest.DEFAULT).gpus(clock.instant());
      skip = uses.isEmpty() ? ROUNDS_PER_HOUR - 1 : 0;
    } catch (UsageException | RuntimeException e) {
      LOG.debugf(e, "GPUs cannot be read");
    }
    metrics.read(uses);
  }
}

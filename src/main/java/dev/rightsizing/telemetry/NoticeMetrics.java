// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Collection;
import java.util.function.IntSupplier;

/** What becomes of notices: Events and messages. */
public final class NoticeMetrics {
  private final Counter events;
  private final Counter published;
  private final Counter delivered;
  private final Counter retried;
  private final Counter dropped;
  private volatile IntSupplier waiting = () -> 0;

  /**
   * @param causes for which a message may be dropped; each has a series from the start
   */
  public NoticeMetrics(PrometheusRegistry registry, Collection<String> causes) {
    events =
        Counter.builder()
            .name("rightsizing_notices_events_total")
            .help("Kubernetes Events by outcome: written or refused.")
            .labelNames("outcome")
            .register(registry);
    published =
        Counter.builder()
            .name("rightsizing_notices_published_total")
            .help("Messages on the channel of notices, in this process.")
            .register(registry);
    delivered =
        Counter.builder()
            .name("rightsizing_notices_delivered_total")
            .help("Messages that Kafka has acknowledged.")
            .register(registry);
    retried =
        Counter.builder()
            .name("rightsizing_notices_retries_total")
            .help("Failed attempts to send a message to Kafka that were retried.")
            .register(registry);
    dropped =
        Counter.builder()
            .name("rightsizing_notices_dropped_total")
            .help("Messages lost, by cause.")
            .labelNames("cause")
            .register(registry);
    GaugeWithCallback.builder()
        .name("rightsizing_notices_waiting")
        .help("Messages that Kafka has not acknowledged yet.")
        .callback(callback -> callback.call(waiting.getAsInt()))
        .register(registry);
    events.initLabelValues("written");
    events.initLabelValues("refused");
    causes.forEach(dropped::initLabelValues);
  }

  /** An Event was written, or not. */
  public void event(boolean written) {
    events.labelValues(written ? "written" : "refused").inc();
  }

  /** A message is on the channel. */
  public void published() {
    published.inc();
  }

  /** Kafka has a message. */
  public void delivered() {
    delivered.inc();
  }

  /** Kafka did not take a message; it is sent again. */
  public void retried() {
    retried.inc();
  }

  /** Messages are lost. */
  public void dropped(String cause, int messages) {
    dropped.labelValues(cause).inc(messages);
  }

  /** Where to read how many wait. */
  public void waiting(IntSupplier count) {
    waiting = count;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import dev.rightsizing.telemetry.trace.Attributes;
import dev.rightsizing.telemetry.trace.Tracing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the operator SDK says of its controllers. Labels are the controllers' names, never those of
 * policies.
 */
public final class ControllerMetrics implements Metrics {
  private static final double NANOS = 1e9;

  /** With the time of each, by {@link System#nanoTime}. */
  private volatile Tracing tracing = Tracing.OFF;

  private final Map<String, Map<ResourceID, Long>> queued = new ConcurrentHashMap<>();

  private final Map<String, Set<ResourceID>> active = new ConcurrentHashMap<>();
  private final Map<String, Ages> ages = new ConcurrentHashMap<>();
  private final Counter reconciliations;
  private final Counter retries;
  private final Histogram seconds;
  private final Histogram waits;

  public ControllerMetrics(PrometheusRegistry registry) {
    reconciliations =
        Counter.builder()
            .name("rightsizing_controller_reconciliations_total")
            .help("Reconciliations by controller and outcome; failed ones are tried again.")
            .labelNames("controller", "outcome")
            .register(registry);
    retries =
        Counter.builder()
            .name("rightsizing_controller_retries_total")
            .help("Reconciliations that were tried again after a failure, by controller.")
            .labelNames("controller")
            .register(registry);
    seconds =
        Histogram.builder()
            .name("rightsizing_controller_reconcile_duration_seconds")
            .help("Time of a reconciliation by controller.")
            .labelNames("controller")
            .classicUpperBounds(0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 600)
            .classicOnly()
            .register(registry);
    waits =
        Histogram.builder()
            .name("rightsizing_controller_queue_wait_seconds")
            .help("Time that a due reconciliation waited for a thread, by controller.")
            .labelNames("controller")
            .classicUpperBounds(1, 5, 10, 30, 60, 300, 600, 1800, 3600)
            .classicOnly()
            .register(registry);
    gauge(
        registry,
        "queue",
        "Policies that wait for a thread, by controller.",
        callback -> queued.forEach((controller, ids) -> callback.call(ids.size(), controller)));
    gauge(
        registry,
        "active",
        "Policies that are being reconciled, by controller.",
        callback -> active.forEach((controller, ids) -> callback.call(ids.size(), controller)));
    registerAges(registry);
  }

  /**
   * How late a controller is.
   *
   * @param lastGood age of the oldest last good run of a policy
   * @param overdue for how long the run that is due longest has not begun
   */
  public record Ages(Supplier<Duration> lastGood, Supplier<Duration> overdue) {}

  /** Shows how late a controller is. */
  public void watch(String controller, Ages of) {
    ages.put(controller, of);
  }

  private void registerAges(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("rightsizing_controller_last_run_age_seconds")
        .help("Age of the last good run of the policy that waits longest, by controller.")
        .labelNames("controller")
        .callback(
            callback ->
                ages.forEach(
                    (controller, of) -> callback.call(seconds(of.lastGood().get()), controller)))
        .register(registry);
    GaugeWithCallback.builder()
        .name("rightsizing_controller_overdue_seconds")
        .help("For how long the run that is due longest has not begun, by controller.")
        .labelNames("controller")
        .callback(
            callback ->
                ages.forEach(
                    (controller, of) -> callback.call(seconds(of.overdue().get()), controller)))
        .register(registry);
  }

  private static void gauge(
      PrometheusRegistry registry,
      String what,
      String help,
      Consumer<GaugeWithCallback.Callback> callback) {
    GaugeWithCallback.builder()
        .name("rightsizing_controller_" + what)
        .help(help)
        .labelNames("controller")
        .callback(callback)
        .register(registry);
  }

  @Override
  public void reconciliationSubmitted(
      HasMetadata resource, RetryInfo retryInfo, Map<String, Object> metadata) {
    queued(metadata).putIfAbsent(ResourceID.fromResource(resource), System.nanoTime());
    if (retryInfo != null && retryInfo.getAttemptCount() > 0) {
      retries.labelValues(controller(metadata)).inc();
    }
  }

  @Override
  public void reconciliationStarted(HasMetadata resource, Map<String, Object> metadata) {
    ResourceID id = ResourceID.fromResource(resource);
    Long since = queued(metadata).remove(id);
    if (since != null) {
      waits.labelValues(controller(metadata)).observe((System.nanoTime() - since) / NANOS);
    }
    active(metadata).add(id);
  }

  @Override
  public void reconciliationSucceeded(HasMetadata resource, Map<String, Object> metadata) {
    reconciliations.labelValues(controller(metadata), "succeeded").inc();
  }

  @Override
  public void reconciliationFailed(
      HasMetadata resource,
      RetryInfo retryInfo,
      Exception exception,
      Map<String, Object> metadata) {
    reconciliations.labelValues(controller(metadata), "failed").inc();
  }

  @Override
  public void reconciliationFinished(
      HasMetadata resource, RetryInfo retryInfo, Map<String, Object> metadata) {
    active(metadata).remove(ResourceID.fromResource(resource));
  }

  @Override
  public void cleanupDone(ResourceID resource, Map<String, Object> metadata) {
    queued(metadata).remove(resource);
  }

  /** Each execution of a controller is a step from now on. */
  public void trace(Tracing by) {
    tracing = by;
  }

  @Override
  public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
    long began = System.nanoTime();
    try (Tracing.Step step = step(execution)) {
      return traced(execution, step);
    } finally {
      seconds.labelValues(execution.controllerName()).observe((System.nanoTime() - began) / NANOS);
    }
  }

  private Tracing.Step step(ControllerExecution<?> execution) {
    return tracing
        .begin("reconcile")
        .with(Attributes.CONTROLLER, execution.controllerName())
        .with(Attributes.NAMESPACE, execution.resourceID().getNamespace().orElse(""))
        .with(Attributes.POLICY, execution.resourceID().getName());
  }

  private static <T> T traced(ControllerExecution<T> execution, Tracing.Step step)
      throws Exception {
    try {
      return execution.execute();
    } catch (Exception e) {
      step.failed(e.getClass().getSimpleName());
      throw e;
    }
  }

  private Map<ResourceID, Long> queued(Map<String, Object> metadata) {
    return queued.computeIfAbsent(controller(metadata), c -> new ConcurrentHashMap<>());
  }

  private Set<ResourceID> active(Map<String, Object> metadata) {
    return active.computeIfAbsent(controller(metadata), c -> ConcurrentHashMap.newKeySet());
  }

  private static String controller(Map<String, Object> metadata) {
    return String.valueOf(metadata.get(Constants.CONTROLLER_NAME));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }
}

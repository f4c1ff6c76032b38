// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplyState;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What mode Apply says of itself: workloads by state, changes by their end, and passes. */
public final class ApplyMetrics {
  private static final double NANOS = 1e9;
  private static final double[] PASS_SECONDS = {0.03, 0.1, 0.3, 1, 3, 10, 30, 100};

  private final Map<String, Now> policies = new ConcurrentHashMap<>();
  private final Counter changes;
  private final Counter undone;
  private final Counter failed;
  private final Histogram passSeconds;

  public ApplyMetrics(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("rightsizing_apply_workloads")
        .help("Workloads of policies of mode Apply by the state of their change.")
        .labelNames("state")
        .callback(
            callback -> {
              for (ApplyState state : ApplyState.values()) {
                callback.call(count(state), state.text());
              }
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("rightsizing_apply_held")
        .help("Workloads whose next change is held, by the reason that is shown.")
        .labelNames("reason")
        .callback(callback -> held().forEach((reason, n) -> callback.call(n, reason.text())))
        .register(registry);
    changes =
        Counter.builder()
            .name("rightsizing_apply_changes_total")
            .help("Changes of workloads by outcome: Began, Applied, Undone or Failed.")
            .labelNames("outcome")
            .register(registry);
    undone =
        Counter.builder()
            .name("rightsizing_apply_undone_total")
            .help("Changes that were undone, by the reason.")
            .labelNames("reason")
            .register(registry);
    failed =
        Counter.builder()
            .name("rightsizing_apply_passes_failed_total")
            .help("Passes over a policy's changes that could not be made, by the reason.")
            .labelNames("reason")
            .register(registry);
    passSeconds =
        Histogram.builder()
            .name("rightsizing_apply_pass_duration_seconds")
            .help("Duration of a pass over a policy's changes.")
            .classicUpperBounds(PASS_SECONDS)
            .classicOnly()
            .register(registry);
  }

  private record Now(Map<ApplyState, Integer> states, Map<Reason, Integer> held) {}

  /** How a change went on. */
  public enum Outcome {
    BEGAN("Began"),
    APPLIED("Applied"),
    UNDONE("Undone"),
    FAILED("Failed");

    private final String text;

    Outcome(String text) {
      this.text = text;
    }
  }

  /** A pass ended. */
  public void passed(Duration took) {
    passSeconds.observe(took.toNanos() / NANOS);
  }

  /** A pass could not be made. */
  public void failed(Reason reason) {
    failed.labelValues(reason.text()).inc();
  }

  /** A change of a workload began or ended. */
  public void changed(Outcome outcome) {
    changes.labelValues(outcome.text).inc();
  }

  /** A change was undone. */
  public void undone(Reason why) {
    undone.labelValues(why.text()).inc();
  }

  /**
   * What a policy's workloads are from now on.
   *
   * @param policy as namespace/name
   * @param held the reason of each workload that is held
   */
  public void now(String policy, Map<ApplyState, Integer> states, Collection<Reason> held) {
    Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    held.forEach(reason -> reasons.merge(reason, 1, Integer::sum));
    policies.put(policy, new Now(Map.copyOf(states), reasons));
  }

  /** A policy is gone, or no longer applies. */
  public void forget(String policy) {
    policies.remove(policy);
  }

  private int count(ApplyState state) {
    return policies.values().stream().mapToInt(now -> now.states().getOrDefault(state, 0)).sum();
  }

  private Map<Reason, Integer> held() {
    Map<Reason, Integer> all = new EnumMap<>(Reason.class);
    policies
        .values()
        .forEach(now -> now.held().forEach((reason, n) -> all.merge(reason, n, Integer::sum)));
    return all;
  }
}

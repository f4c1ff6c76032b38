// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.ProposalState;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What mode Propose says of itself: requests, passes, and the calls of Git and code hosts. */
public final class ProposalMetrics {
  private static final double NANOS = 1e9;
  private static final double[] CALL_SECONDS = {0.03, 0.1, 0.3, 1, 3, 10, 30, 100};
  private static final double[] PASS_SECONDS = {0.1, 0.3, 1, 3, 10, 30, 100, 300};

  private final Map<String, Map<ProposalState, Integer>> policies = new ConcurrentHashMap<>();
  private final Counter passes;
  private final Histogram passSeconds;
  private final Counter calls;
  private final Histogram callSeconds;

  public ProposalMetrics(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("rightsizing_proposals")
        .help(
            "Requests of all policies by state; a policy that has none counts once in its own"
                + " state.")
        .labelNames("state")
        .callback(
            callback -> {
              for (ProposalState state : ProposalState.values()) {
                callback.call(count(state), state.text());
              }
            })
        .register(registry);
    passes =
        Counter.builder()
            .name("rightsizing_proposal_passes_total")
            .help("Passes over a policy's proposals by the reason of their result.")
            .labelNames("reason")
            .register(registry);
    passSeconds =
        Histogram.builder()
            .name("rightsizing_proposal_pass_duration_seconds")
            .help("Duration of a pass over a policy's proposals.")
            .classicUpperBounds(PASS_SECONDS)
            .classicOnly()
            .register(registry);
    calls =
        Counter.builder()
            .name("rightsizing_git_calls_total")
            .help(
                "Calls of Git servers (heads, fetch, push, delete_branch) and code hosts (find, get,"
                    + " open, update, close, comment) by outcome: ok, or the reason of the failure.")
            .labelNames("operation", "outcome")
            .register(registry);
    callSeconds =
        Histogram.builder()
            .name("rightsizing_git_call_duration_seconds")
            .help("Duration of a call of a Git server or a code host.")
            .labelNames("operation")
            .classicUpperBounds(CALL_SECONDS)
            .classicOnly()
            .register(registry);
  }

  /** What is called. */
  public enum Operation {
    HEADS,
    FETCH,
    PUSH,
    DELETE_BRANCH,
    FIND,
    GET,
    OPEN,
    UPDATE,
    CLOSE,
    COMMENT;

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A pass ended. */
  public void passed(Reason reason, Duration took) {
    passes.labelValues(reason.text()).inc();
    passSeconds.observe(took.toNanos() / NANOS);
  }

  /**
   * What a policy's proposals are from now on.
   *
   * @param policy as namespace/name
   */
  public void states(String policy, Map<ProposalState, Integer> counts) {
    policies.put(policy, Map.copyOf(counts));
  }

  /** A policy is gone, or no longer proposes. */
  public void forget(String policy) {
    policies.remove(policy);
  }

  /** A call was answered. */
  public void called(Operation operation, Duration took) {
    calls.labelValues(operation.label(), "ok").inc();
    callSeconds.labelValues(operation.label()).observe(took.toNanos() / NANOS);
  }

  /** A call failed. */
  public void failed(Operation operation, Reason reason, Duration took) {
    calls.labelValues(operation.label(), reason.text()).inc();
    callSeconds.labelValues(operation.label()).observe(took.toNanos() / NANOS);
  }

  private int count(ProposalState state) {
    return policies.values().stream().mapToInt(counts -> counts.getOrDefault(state, 0)).sum();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.model.Reason;
import dev.rightsizing.recommend.InvalidPolicyException;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.PolicyReader;
import dev.rightsizing.telemetry.RiskMetrics;
import dev.rightsizing.workload.WorkloadException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * One watch a policy, on threads of its own, so that neither waits for the other: a tick never
 * holds up an evaluation, and a long evaluation no tick. A tick that takes longer than the interval
 * delays the next one; there are never two at once.
 */
public final class RiskWatches {
  private static final Logger LOG = Logger.getLogger(RiskWatches.class);

  /** What was just written comes back by a watch. */
  private static final Duration SEEN_AFTER = Duration.ofSeconds(1);

  private final Map<Policy.Id, Watch> watches = new ConcurrentHashMap<>();
  private final Map<Policy.Id, Object> locks = new ConcurrentHashMap<>();
  private final Map<Policy.Id, String> said = new ConcurrentHashMap<>();
  private final Set<Policy.Id> paused = ConcurrentHashMap.newKeySet();
  private final PolicyReader reader = new PolicyReader();
  private final RiskEvaluation tick;
  private final RiskMetrics metrics;
  private final ScheduledExecutorService threads;

  public RiskWatches(RiskEvaluation tick, RiskMetrics metrics, ScheduledExecutorService threads) {
    this.tick = tick;
    this.metrics = metrics;
    this.threads = threads;
  }

  /** Watches a policy as it is now, whatever its mode; not while it is suspended. */
  public void keep(RightSizingPolicy policy) {
    try {
      Policy view = reader.read(policy);
      boolean suspended =
          policy.getSpec() != null && Boolean.TRUE.equals(policy.getSpec().getSuspend());
      if (suspended) {
        pause(view.id());
      } else {
        watch(view);
      }
    } catch (InvalidPolicyException e) {
      // Its cycle says so on the policy itself; what was good of it before is watched on.
      LOG.debugf("risk of policy: %s", e.getMessage());
    }
  }

  /** Looks soon, not only after an interval: an evaluation has written something new to watch. */
  public void look(RightSizingPolicy policy) {
    Watch known =
        watches.get(
            new Policy.Id(policy.getMetadata().getNamespace(), policy.getMetadata().getName()));
    if (known != null) {
      threads.schedule(() -> run(known.policy()), SEEN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void watch(Policy policy) {
    paused.remove(policy.id());
    Watch known = watches.get(policy.id());
    if (known != null && known.policy().equals(policy)) {
      return;
    }
    if (known != null) {
      known.cancel();
    }
    Watch watch = new Watch(policy, new AtomicReference<>());
    // Before the first tick, which asks whether it is still wanted.
    watches.put(policy.id(), watch);
    watch
        .running()
        .set(
            threads.scheduleWithFixedDelay(
                () -> run(policy), 0, policy.risk().interval().toMillis(), TimeUnit.MILLISECONDS));
  }

  private void pause(Policy.Id policy) {
    if (paused.add(policy)) {
      cancel(policy);
      threads.execute(() -> guarded(policy, () -> tick.stop(policy)));
    }
  }

  private synchronized void cancel(Policy.Id policy) {
    Watch known = watches.remove(policy);
    if (known != null) {
      known.cancel();
    }
  }

  /** A policy is gone. */
  public void forget(Policy.Id policy) {
    cancel(policy);
    paused.remove(policy);
    said.remove(policy);
    locks.remove(policy);
    metrics.forget(policy.toString());
  }

  private void run(Policy policy) {
    guarded(
        policy.id(),
        () -> {
          // A tick that waited for its turn may have been cancelled meanwhile.
          Watch known = watches.get(policy.id());
          if (known != null && known.policy().equals(policy)) {
            tick.run(policy);
          }
        });
  }

  /** A fault ends one tick, never the watch; the log has it once, until it changes. */
  private void guarded(Policy.Id policy, Tick work) {
    try {
      synchronized (locks.computeIfAbsent(policy, id -> new Object())) {
        work.run();
      }
      said.remove(policy);
    } catch (WorkloadException e) {
      failed(policy, e.reason().text() + ": " + e.getMessage());
    } catch (RuntimeException e) {
      failed(policy, Reason.INTERNAL_ERROR.text() + ": " + e);
    }
  }

  private void failed(Policy.Id policy, String problem) {
    metrics.failed();
    if (!problem.equals(said.put(policy, problem))) {
      LOG.warnf("risk of policy %s: %s", policy, problem);
    }
  }

  @FunctionalInterface
  private interface Tick {
    void run() throws WorkloadException;
  }

  private record Watch(Policy policy, AtomicReference<ScheduledFuture<?>> running) {
    void cancel() {
      running.get().cancel(false);
    }
  }
}

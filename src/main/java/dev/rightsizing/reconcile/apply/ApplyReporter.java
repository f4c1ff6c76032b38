// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.apply.ApplyEvent;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.recommend.ApplyStatusMapper;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.FaultLog;
import dev.rightsizing.telemetry.ApplyMetrics;
import dev.rightsizing.telemetry.ApplyMetrics.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Reports how passes end: in the metrics each, in the log what is new, and a problem once. */
public final class ApplyReporter {
  private static final Logger LOG = Logger.getLogger(ApplyReporter.class);

  private final Map<Policy.Id, String> problems = new ConcurrentHashMap<>();
  private final Map<Policy.Id, Map<WorkloadRef, String>> refused = new ConcurrentHashMap<>();
  private final FaultLog faults = new FaultLog(LOG);
  private final ApplyMetrics metrics;

  public ApplyReporter(ApplyMetrics metrics) {
    this.metrics = metrics;
  }

  /** A pass went well. */
  void passed(Policy.Id policy, Duration took) {
    metrics.passed(took);
    problems.remove(policy);
    faults.clear(policy);
  }

  /** What the workloads of a policy are from now on. */
  void states(Policy.Id policy, Map<ApplyState, Integer> states, Collection<ApplyMemory> memories) {
    metrics.now(
        policy.toString(),
        states,
        memories.stream()
            .filter(memory -> memory.state() == ApplyState.HELD)
            .filter(memory -> !ApplyStatusMapper.isApplied(memory))
            .map(ApplyMemory::reason)
            .toList());
  }

  /** Something happened to a workload. */
  void happened(Policy.Id policy, ApplyEvent event) {
    String line =
        "policy %s: %s: %s: %s"
            .formatted(policy, event.ref(), event.reason().text(), event.message());
    switch (event.kind()) {
      case BEGAN -> metrics.changed(Outcome.BEGAN);
      case APPLIED -> metrics.changed(Outcome.APPLIED);
      case UNDOING -> metrics.undone(event.reason());
      case UNDONE -> metrics.changed(Outcome.UNDONE);
      case FAILED -> metrics.changed(Outcome.FAILED);
      case WATCHING, GIVEN_UP, OWNED_BY_OTHER, IN_FORCE_ENDED -> {
        // No change ends with it.
      }
    }
    switch (event.kind()) {
      case UNDOING, FAILED, GIVEN_UP, OWNED_BY_OTHER -> LOG.warn(line);
      case BEGAN, WATCHING, APPLIED, UNDONE, IN_FORCE_ENDED -> LOG.info(line);
    }
  }

  /** A pass could not be made. */
  void failed(Policy.Id policy, Reason reason, String message) {
    metrics.failed(reason);
    problem(policy, reason.text() + ": " + message);
  }

  /** Something keeps changes from going on; it is logged once, until it changes. */
  void problem(Policy.Id policy, String problem) {
    if (!problem.equals(problems.put(policy, problem))) {
      LOG.warnf("policy %s: its workloads are not changed: %s", policy, problem);
    }
  }

  /** What is remembered of a workload could not be written or read, so that nothing was done. */
  void unkept(Policy.Id policy, WorkloadRef ref, String why) {
    if (!why.equals(
        refused.computeIfAbsent(policy, p -> new ConcurrentHashMap<>()).put(ref, why))) {
      LOG.warnf("policy %s: %s is not changed: %s", policy, ref, why);
    }
  }

  /** An internal error. */
  void fault(Policy.Id policy, Throwable e) {
    metrics.failed(Reason.INTERNAL_ERROR);
    faults.report(policy, e);
  }

  /** A policy is gone, or no longer applies. */
  void forget(Policy.Id policy) {
    problems.remove(policy);
    refused.remove(policy);
    faults.clear(policy);
    metrics.forget(policy.toString());
  }
}

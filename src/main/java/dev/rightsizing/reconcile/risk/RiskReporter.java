// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.model.Reason;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.FaultLog;
import dev.rightsizing.telemetry.RiskMetrics;
import dev.rightsizing.workload.WorkloadException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Reports how risk evaluations end: in the log a problem once, until it changes. */
public final class RiskReporter {
  private static final Logger LOG = Logger.getLogger(RiskReporter.class);

  private final Map<Policy.Id, String> problems = new ConcurrentHashMap<>();
  private final FaultLog faults = new FaultLog(LOG);
  private final RiskMetrics metrics;

  public RiskReporter(RiskMetrics metrics) {
    this.metrics = metrics;
  }

  void good(Policy.Id policy) {
    problems.remove(policy);
    faults.clear(policy);
  }

  void failed(Policy.Id policy, WorkloadException e) {
    metrics.failed(policy.toString());
    String problem = e.reason().text() + ": " + e.getMessage();
    if (!problem.equals(problems.put(policy, problem))) {
      LOG.warnf("risk of policy %s: %s", policy, problem);
    }
  }

  /** An internal error. */
  void fault(Policy.Id policy, Throwable e) {
    metrics.failed(policy.toString());
    faults.report(policy, e);
  }

  /** A policy is gone. */
  void forget(Policy.Id policy) {
    good(policy);
    metrics.forget(policy.toString());
  }

  /**
   * Whether a reason says that the API server is away, which is worth a try before the interval.
   */
  static boolean isUnreachable(Reason reason) {
    return reason == Reason.KUBERNETES_UNREACHABLE;
  }

  /** What a failed request to the API server means. */
  static WorkloadException unreachable(KubernetesClientException e) {
    boolean forbidden = e.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
    return new WorkloadException(
        forbidden ? Reason.KUBERNETES_FORBIDDEN : Reason.KUBERNETES_UNREACHABLE,
        "the risk cannot be read or written: " + e.getMessage(),
        e);
  }
}

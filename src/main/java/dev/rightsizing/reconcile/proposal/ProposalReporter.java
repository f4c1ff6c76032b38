// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.git.proposal.ProposalResult;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.FaultLog;
import dev.rightsizing.telemetry.ProposalMetrics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Reports how passes end: in the metrics each, in the log what is new, and a problem once. */
public final class ProposalReporter {
  private static final Logger LOG = Logger.getLogger(ProposalReporter.class);

  private final Map<Policy.Id, String> last = new ConcurrentHashMap<>();
  private final FaultLog faults = new FaultLog(LOG);
  private final ProposalMetrics metrics;

  public ProposalReporter(ProposalMetrics metrics) {
    this.metrics = metrics;
  }

  void passed(Policy.Id policy, ProposalResult result, Duration took) {
    metrics.passed(result.reason(), took);
    Map<ProposalState, Integer> states = new EnumMap<>(ProposalState.class);
    result.requests().forEach(request -> states.merge(request.state(), 1, Integer::sum));
    if (result.requests().isEmpty()) {
      states.put(result.state(), 1);
    }
    metrics.states(policy.toString(), states);
    faults.clear(policy);
    log(policy, result, took);
  }

  private void log(Policy.Id policy, ProposalResult result, Duration took) {
    String says = result.state() + " " + result.reason() + commits(result);
    if (says.equals(last.put(policy, says))) {
      return;
    }
    String line =
        String.format(
            Locale.ROOT,
            "policy %s: proposal %s: %s%s (%.1f s)",
            policy,
            result.state().text(),
            result.message(),
            urls(result),
            took.toMillis() / 1000.0);
    if (result.state() == ProposalState.BLOCKED) {
      LOG.warn(line);
    } else {
      LOG.info(line);
    }
  }

  private static String commits(ProposalResult result) {
    StringBuilder commits = new StringBuilder();
    result
        .requests()
        .forEach(r -> commits.append(' ').append(r.group()).append(r.commit().orElse("")));
    return commits.toString();
  }

  private static String urls(ProposalResult result) {
    return result.requests().stream()
        .filter(r -> r.state() == ProposalState.OPEN)
        .map(RequestProposal::url)
        .flatMap(java.util.Optional::stream)
        .findFirst()
        .map(url -> " " + url)
        .orElse("");
  }

  /** A policy's requests could not be taken back, or were. */
  void withdrawn(Policy.Id policy, String what) {
    LOG.infof("policy %s: %s", policy, what);
  }

  /** Parts of a status could not be written; the next pass writes them. */
  void unwritten(Policy.Id policy, String why) {
    if (!why.equals(last.put(policy, why))) {
      LOG.warnf("policy %s: what became of its proposals cannot be written: %s", policy, why);
    }
  }

  /** An internal error. */
  void fault(Policy.Id policy, Throwable e) {
    faults.report(policy, e);
  }

  /** A policy is gone, or no longer proposes. */
  void forget(Policy.Id policy) {
    last.remove(policy);
    faults.clear(policy);
    metrics.forget(policy.toString());
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.Condition.Status;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds an object's conditions from those it had: a transition time changes only with the status,
 * and types that are not set stay as they were.
 */
public final class Conditions {
  public static final String READY = "Ready";
  public static final String SOURCE_REACHABLE = "SourceReachable";
  public static final String USAGE_AVAILABLE = "UsageAvailable";
  public static final String CONFLICTED = "Conflicted";
  public static final String QUOTA_FITS = "QuotaFits";
  public static final String LIMIT_RANGE_FITS = "LimitRangeFits";
  public static final String WITHIN_MAX = "WithinMax";
  public static final String QUANTITIES_PLAUSIBLE = "QuantitiesPlausible";
  public static final String ONE_CLUSTER = "OneCluster";
  public static final String CONTROLLED = "Controlled";
  public static final String MATCHES_TEMPLATE = "MatchesTemplate";
  public static final String STALE = "Stale";
  public static final String AT_RISK = "AtRisk";

  /** Of a policy: whether its changes are in a request. */
  public static final String PROPOSED = "Proposed";

  /** Whether the sizes of a workload, or of all workloads of a policy, are as recommended. */
  public static final String APPLIED = "Applied";

  /** Kubernetes allows 32768 characters in a message, more than anyone reads. */
  private static final int LONGEST_MESSAGE = 1000;

  private final Map<String, Condition> byType = new TreeMap<>();
  private final long generation;
  private final Instant now;

  public Conditions(Collection<Condition> before, long generation, Instant now) {
    if (before != null) {
      before.forEach(condition -> byType.put(condition.getType(), condition));
    }
    this.generation = generation;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Sets one. */
  public Conditions set(String type, Status status, Reason reason, String message) {
    Condition before = byType.get(type);
    boolean same = before != null && before.getStatus() == status;
    Condition condition = new Condition();
    condition.setType(type);
    condition.setStatus(status);
    condition.setObservedGeneration(generation);
    condition.setReason(reason.text());
    condition.setMessage(PlainText.line(message, LONGEST_MESSAGE));
    condition.setLastTransitionTime(same ? before.getLastTransitionTime() : now.toString());
    byType.put(type, condition);
    return this;
  }

  /** Whether there is one already. */
  public boolean has(String type) {
    return byType.containsKey(type);
  }

  /** Sets one to True or False with its reason's own sentence. */
  public Conditions set(String type, boolean holds, Reason reason) {
    return set(type, holds ? Status.True : Status.False, reason, reason.sentence());
  }

  /** All, in order of type. */
  public List<Condition> toList() {
    return List.copyOf(byType.values());
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.apply.LiveUsage;
import dev.rightsizing.apply.LiveUsage.Answer;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplySettings.AbortRule;
import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.risk.QueryPermission;
import dev.rightsizing.reconcile.steps.UsageSourceResolver;
import dev.rightsizing.usage.KnownPods;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.plausible.ClusterCeilings;
import dev.rightsizing.usage.risk.NamedQuery;
import dev.rightsizing.usage.risk.RiskRequest;
import dev.rightsizing.usage.risk.WorkingSets;
import dev.rightsizing.workload.ClusterView;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads before a pass what it will ask: the working sets of workloads whose memory may fall, and
 * the conditions of {@code spec.apply.abortWhen} while a change is under way. What a pass decides
 * then waits for no Prometheus.
 */
public final class UsageReader {
  /** Three scrapes a minute apart. */
  private static final Duration CURRENT = Duration.ofMinutes(3);

  /** How far apart the points are at which a condition must have held. */
  private static final Duration BETWEEN_POINTS = Duration.ofMinutes(1);

  private static final int MOST_POINTS = 11;

  private final UsageSourceResolver connection;
  private final WorkingSets memory;
  private final QueryPermission queries;

  public UsageReader(UsageSourceResolver connection, WorkingSets memory, QueryPermission queries) {
    this.connection = connection;
    this.memory = memory;
    this.queries = queries;
  }

  /**
   * What is used now.
   *
   * @param falling workloads whose memory may fall
   * @param rules conditions that are to be asked
   * @param namespaces of the policy's workloads
   */
  LiveUsage read(
      Policy policy,
      ClusterView view,
      Collection<WorkloadRef> falling,
      List<AbortRule> rules,
      Set<String> namespaces,
      Instant now) {
    if (falling.isEmpty() && rules.isEmpty()) {
      return LiveUsage.NONE;
    }
    UsageSource source;
    try {
      source = connection.connect(policy);
    } catch (UsageException e) {
      return new Known(Map.of(), unknown(rules, e.reason() + ": " + e.getMessage()));
    }
    return new Known(
        workingSets(source, view, falling, now), answers(policy, source, rules, namespaces, now));
  }

  private Map<WorkloadRef, Map<String, Amount>> workingSets(
      UsageSource source, ClusterView view, Collection<WorkloadRef> falling, Instant now) {
    TreeSet<String> namespaces =
        falling.stream().map(WorkloadRef::namespace).collect(Collectors.toCollection(TreeSet::new));
    if (namespaces.isEmpty()) {
      return Map.of();
    }
    Set<WorkloadRef> wanted = Set.copyOf(falling);
    Map<WorkloadRef, Map<String, Amount>> sets = new HashMap<>();
    try {
      source.know(namespaces, KnownPods.of(view.pods(), view.podSizes()));
      memory
          .read(
              source,
              new RiskRequest(
                  namespaces,
                  view.pods(),
                  view.podSizes(),
                  List.of(),
                  false,
                  view.expectedSeries(),
                  new ClusterCeilings(view.nodes(), view.podSizes(), view.pods(), view.workloads()),
                  now))
          .forEach(
              (container, pods) -> {
                if (wanted.contains(container.workload())) {
                  greatest(
                          pods.stream()
                              .filter(
                                  pod ->
                                      view.podSizes()
                                          .knows(container.workload().namespace(), pod.pod()))
                              .flatMap(pod -> pod.memory().stream())
                              .toList(),
                          now)
                      .ifPresent(
                          bytes ->
                              sets.computeIfAbsent(container.workload(), w -> new HashMap<>())
                                  .put(container.container(), Amount.bytes(bytes)));
                }
              });
    } catch (UsageException e) {
      // What could not be read is absent, and then nothing is lowered.
      return Map.of();
    }
    return sets;
  }

  /** The most of the last minutes; nothing where no sample is that young. */
  private static OptionalDouble greatest(List<MemoryPoint> points, Instant now) {
    return points.stream()
        .filter(point -> !point.at().isBefore(now.minus(CURRENT)))
        .mapToDouble(MemoryPoint::bytes)
        .max();
  }

  private Map<String, Answer> answers(
      Policy policy,
      UsageSource source,
      List<AbortRule> rules,
      Set<String> namespaces,
      Instant now) {
    if (rules.isEmpty()) {
      return Map.of();
    }
    if (!queries.allows(policy)) {
      return unknown(rules, Reason.QUERY_NOT_ALLOWED.sentence());
    }
    Map<String, Answer> answers = new HashMap<>();
    rules.forEach(rule -> answers.put(rule.name(), ask(source, rule, namespaces, now)));
    return answers;
  }

  /**
   * Asks for each point of the time for which it must hold, from now back, so that a restart
   * forgets nothing; the first at which it did not hold is the answer.
   */
  private static Answer ask(
      UsageSource source, AbortRule rule, Set<String> namespaces, Instant now) {
    OptionalDouble latest = OptionalDouble.empty();
    int points = points(rule.hold());
    for (int i = 0; i < points; i++) {
      Duration back =
          points == 1 ? Duration.ZERO : rule.hold().multipliedBy(i).dividedBy(points - 1);
      OptionalDouble value;
      try {
        value = greatest(source, rule, namespaces, now.minus(back));
      } catch (UsageException e) {
        return new Answer.Unknown(e.reason() + ": " + e.getMessage());
      }
      if (value.isEmpty()) {
        return new Answer.Unknown(
            i == 0
                ? "it has no value"
                : "it has no value of " + PrometheusDuration.format(back) + " ago");
      }
      if (i == 0) {
        latest = value;
      }
      if (value.getAsDouble() <= rule.above()) {
        return new Answer.Measured(latest.getAsDouble(), false);
      }
    }
    return new Answer.Measured(latest.getAsDouble(), true);
  }

  private static int points(Duration hold) {
    return hold.isZero()
        ? 1
        : (int) Math.min(MOST_POINTS, 2 + hold.minusNanos(1).dividedBy(BETWEEN_POINTS));
  }

  private static OptionalDouble greatest(
      UsageSource source, AbortRule rule, Set<String> namespaces, Instant at)
      throws UsageException {
    double[] greatest = {Double.NaN};
    source.readNamed(
        new NamedQuery(rule.name(), rule.query(), at, namespaces),
        (labels, value) -> {
          if (!Double.isNaN(value) && !(greatest[0] >= value)) {
            greatest[0] = value;
          }
        });
    return Double.isNaN(greatest[0]) ? OptionalDouble.empty() : OptionalDouble.of(greatest[0]);
  }

  private static Map<String, Answer> unknown(List<AbortRule> rules, String why) {
    return rules.stream()
        .collect(Collectors.toMap(AbortRule::name, rule -> new Answer.Unknown(why)));
  }

  /** What was read. */
  private record Known(Map<WorkloadRef, Map<String, Amount>> sets, Map<String, Answer> answers)
      implements LiveUsage {

    @Override
    public Map<WorkloadRef, Map<String, Amount>> workingSets(Collection<WorkloadRef> refs) {
      return refs.stream()
          .filter(sets::containsKey)
          .distinct()
          .collect(Collectors.toMap(ref -> ref, sets::get));
    }

    @Override
    public Answer ask(AbortRule rule) {
      return answers.getOrDefault(rule.name(), new Answer.Unknown("it was not asked"));
    }
  }
}

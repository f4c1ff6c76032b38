// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.apply.ApplyOrder.WorkloadOrder;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.Goal;
import dev.rightsizing.model.apply.WorkloadFacts;
import dev.rightsizing.recommend.ApplyMapper;
import dev.rightsizing.recommend.Conditions;
import dev.rightsizing.recommend.GoalReader;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.LiveCluster;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Gathers what a pass needs from the cluster, all of one moment. */
public final class ApplyInputs {
  private final GoalReader goals = new GoalReader();
  private final ApplyMapper memories = new ApplyMapper();
  private final Cluster cluster;

  ApplyInputs(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Where a pass reads the cluster.
   *
   * @param recommendations of a policy, as the API server has them now
   * @param live made when it is first needed, because it watches
   */
  public record Cluster(
      Function<Policy.Id, List<Recommendation>> recommendations,
      WorkloadSource workloads,
      Supplier<LiveCluster> live) {}

  /**
   * What was gathered.
   *
   * @param objects the Recommendation of each workload
   * @param untouched what is remembered of workloads that this pass is not about
   * @param left workloads that nothing may be done with now, and why
   * @param view empty where it was not needed
   */
  record Gathered(
      List<WorkloadOrder> orders,
      Map<WorkloadRef, Recommendation> objects,
      Map<WorkloadRef, ApplyMemory> untouched,
      Map<WorkloadRef, String> left,
      Optional<ClusterView> view) {

    Map<WorkloadRef, Workload> byRef() {
      return view.map(ApplyInputs::byRef).orElse(Map.of());
    }
  }

  /**
   * Reads a policy's Recommendations together with their workloads; where it is interrupted, only
   * those whose changes are under way.
   *
   * @throws WorkloadException when the cluster cannot be read
   */
  Gathered gather(Assignment assignment, Instant now) throws WorkloadException {
    Map<WorkloadRef, Recommendation> objects = new TreeMap<>();
    Map<WorkloadRef, ApplyMemory> remembered = new HashMap<>();
    Map<WorkloadRef, ApplyMemory> untouched = new HashMap<>();
    Map<WorkloadRef, String> left = new TreeMap<>();
    for (Recommendation object : cluster.recommendations().apply(assignment.id())) {
      Optional<WorkloadRef> named = RecommendationNames.workload(object);
      if (named.isEmpty() || !RecommendationNames.policy(object).equals(assignment.id())) {
        continue;
      }
      WorkloadRef ref = named.get();
      ApplyMapper.Remembered read = memories.read(object.getStatus(), now);
      if (read.unreadable().isPresent()) {
        left.put(ref, read.unreadable().get());
        untouched.put(ref, read.memory());
      } else if (assignment.interrupted().isPresent() && !read.memory().isInFlight()) {
        untouched.put(ref, read.memory());
      } else {
        objects.put(ref, object);
        remembered.put(ref, read.memory());
      }
    }
    if (objects.isEmpty()) {
      return new Gathered(List.of(), objects, untouched, left, Optional.empty());
    }
    ClusterView view = cluster.workloads().view(namespaces(objects.keySet()));
    view.failures().stream()
        .filter(failure -> objects.containsKey(failure.ref()))
        .forEach(
            failure -> {
              left.put(failure.ref(), failure.message());
              untouched.put(failure.ref(), remembered.get(failure.ref()));
              objects.remove(failure.ref());
            });
    return new Gathered(
        orders(assignment, objects, remembered, view), objects, untouched, left, Optional.of(view));
  }

  private List<WorkloadOrder> orders(
      Assignment assignment,
      Map<WorkloadRef, Recommendation> objects,
      Map<WorkloadRef, ApplyMemory> remembered,
      ClusterView view)
      throws WorkloadException {
    Map<WorkloadRef, Workload> byRef = byRef(view);
    Map<WorkloadRef, WorkloadFacts> facts =
        cluster
            .live()
            .get()
            .facts(
                objects.keySet().stream().map(byRef::get).filter(Objects::nonNull).toList(), view);
    List<WorkloadOrder> orders = new ArrayList<>();
    objects.forEach(
        (ref, object) ->
            orders.add(
                new WorkloadOrder(
                    ref,
                    Optional.ofNullable(byRef.get(ref))
                        .filter(workload -> assignment.interrupted().isEmpty())
                        .filter(workload -> !isLeaving(object))
                        .map(workload -> goal(assignment, object, workload)),
                    Optional.ofNullable(facts.get(ref)),
                    remembered.get(ref),
                    PeopleRequests.read(object, assignment.object()),
                    Optional.empty())));
    return orders;
  }

  private Goal goal(Assignment assignment, Recommendation object, Workload workload) {
    Goal goal = goals.read(object, workload, assignment.settings().strategy());
    return assignment.current()
        ? goal
        : goal.withStale("The policy has changed and is evaluated again first.");
  }

  /** The policy does not select the workload any more, and waits for the end of its change. */
  private static boolean isLeaving(Recommendation object) {
    return object.getStatus() != null
        && object.getStatus().getConditions() != null
        && object.getStatus().getConditions().stream()
            .filter(condition -> condition.getType().equals(Conditions.STALE))
            .filter(condition -> condition.getStatus() == Condition.Status.True)
            .anyMatch(condition -> Reason.POLICY_STOPPED.text().equals(condition.getReason()));
  }

  private static Set<String> namespaces(Set<WorkloadRef> refs) {
    return refs.stream().map(WorkloadRef::namespace).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<WorkloadRef, Workload> byRef(ClusterView view) {
    return view.workloads().stream()
        .collect(Collectors.toMap(Workload::ref, Function.identity(), (one, other) -> one));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.apply.Actuator;
import dev.rightsizing.apply.ApplyEvent;
import dev.rightsizing.apply.ApplyOrder;
import dev.rightsizing.apply.ApplyOrder.WorkloadOrder;
import dev.rightsizing.apply.ApplyPass;
import dev.rightsizing.apply.ApplyResult;
import dev.rightsizing.apply.Journal;
import dev.rightsizing.apply.LiveUsage;
import dev.rightsizing.apply.kubernetes.KubernetesActuator;
import dev.rightsizing.guard.order.AllGuards;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.AutoscalerMode;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import dev.rightsizing.model.apply.WorkloadFacts;
import dev.rightsizing.recommend.GoalReader;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.StatusWriter;
import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import dev.rightsizing.workload.kubernetes.live.KubernetesLiveCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One life of an operator, with its real adapters. Its calls of the API server can be counted down
 * to a kill, which leaves undone what would have come next.
 */
final class ChaosOperator implements AutoCloseable {
  private static final List<ApplyStrategy> STRATEGIES =
      List.of(ApplyStrategy.IN_PLACE, ApplyStrategy.ROLLOUT);

  private final ChaosCluster cluster;
  private final KubernetesWorkloadSource workloads;
  private final KubernetesLiveCluster live;
  private final ApplyStore store;
  private final Map<ApplyStrategy, ApplyPass> passes = new EnumMap<>(ApplyStrategy.class);
  private final GoalReader goals = new GoalReader();
  private Journal journal;
  private int callsLeft = Integer.MAX_VALUE;

  /** The process is gone. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed(String where) {
      super(where);
    }
  }

  ChaosOperator(ChaosCluster cluster) {
    this.cluster = cluster;
    workloads =
        KubernetesWorkloadSource.watching(
            cluster.client(), Set.of(), cluster.clock(), FallbackListener.NONE);
    live =
        new KubernetesLiveCluster(
            cluster.client(), Set.of(), cluster.clock(), FallbackListener.NONE);
    Actuator actuator = new Watched(new KubernetesActuator(cluster.client(), cluster.clock()));
    RecommendationStore recommendations =
        new RecommendationStore(
            cluster.client(),
            new ReconcileSettings(
                cluster.namespace(), Set.of(cluster.namespace()), Duration.ofSeconds(2), 2));
    store =
        new ApplyStore(
            recommendations,
            new StatusWriter(cluster.client(), ApplyStore.FIELD_MANAGER),
            new ApplyRecommendations(Optional.empty(), recommendations),
            cluster.clock());
    for (ApplyStrategy strategy : STRATEGIES) {
      passes.put(
          strategy,
          new ApplyPass(
              AllGuards.guards(), actuator, this::keep, new PlentyOfUsage(), cluster.clock()));
    }
  }

  /** Lets it be killed before or after one of its next calls. */
  void killAt(int calls) {
    callsLeft = calls;
  }

  void spare() {
    callsLeft = Integer.MAX_VALUE;
  }

  Set<ApplyEvent.Kind> seen() {
    return cluster.seen();
  }

  /** One pass for each of the two policies. */
  void pass() {
    try {
      ClusterView view = workloads.view(Set.of(cluster.namespace()));
      Map<WorkloadRef, WorkloadFacts> facts = live.facts(view.workloads(), view);
      Map<String, Recommendation> objects = cluster.recommendations();
      STRATEGIES.forEach(strategy -> pass(strategy, view.workloads(), facts, objects));
    } catch (WorkloadException e) {
      throw new IllegalStateException(e);
    }
  }

  private void pass(
      ApplyStrategy strategy,
      List<Workload> all,
      Map<WorkloadRef, WorkloadFacts> facts,
      Map<String, Recommendation> recommendations) {
    List<Workload> own =
        all.stream()
            .filter(workload -> cluster.strategy(workload.ref().name()) == strategy)
            .toList();
    Map<WorkloadRef, Recommendation> objects = new HashMap<>();
    List<WorkloadOrder> orders = new ArrayList<>();
    for (Workload workload : own) {
      Recommendation object = recommendations.get(workload.ref().name());
      objects.put(workload.ref(), object);
      orders.add(
          new WorkloadOrder(
              workload.ref(),
              Optional.of(goals.read(object, workload, strategy)),
              Optional.ofNullable(facts.get(workload.ref())),
              cluster.memory(object),
              PeopleRequests.read(object, object),
              Optional.empty()));
    }
    journal = store.journal(objects, (ref, why) -> {});
    ApplyResult result = passes.get(strategy).run(order(strategy, orders));
    assertThat(result.faults()).isEmpty();
    result.events().forEach(cluster::happened);
  }

  private ApplyOrder order(ApplyStrategy strategy, List<WorkloadOrder> orders) {
    ApplySettings settings = cluster.settings(strategy);
    return new ApplyOrder(
        new PolicyRef(cluster.namespace(), strategy.text().toLowerCase(Locale.ROOT)),
        settings,
        AutoscalerMode.HOLD,
        Optional.empty(),
        ApplyOrder.Stop.NONE,
        new ApplyOrder.Others(Map.of(), 0, 100, 100),
        Optional.of(cluster.clock().instant()),
        Duration.ofHours(1),
        orders);
  }

  private boolean keep(WorkloadRef ref, ApplyMemory memory) {
    call("before what is remembered of " + ref.name() + " is kept");
    boolean kept = journal.keep(ref, memory);
    if (kept) {
      cluster.kept(ref.name(), memory);
    }
    call("after what is remembered of " + ref.name() + " is kept");
    return kept;
  }

  private void call(String where) {
    callsLeft--;
    if (callsLeft == 0) {
      throw new Killed(where);
    }
  }

  @Override
  public void close() {
    live.close();
    workloads.close();
  }

  /** Holds each write against what was kept before it. */
  private final class Watched implements Actuator {
    private final Actuator real;

    Watched(Actuator real) {
      this.real = real;
    }

    @Override
    public ActOutcome resize(WorkloadRef ref, LivePod pod, List<SizeStep> steps, Provenance by) {
      call("before pod " + pod.name() + " is resized");
      cluster.assertKept(ref.name(), steps);
      ActOutcome outcome = real.resize(ref, pod, steps, by);
      call("after pod " + pod.name() + " is resized");
      return outcome;
    }

    @Override
    public ActOutcome template(
        WorkloadRef ref, List<SizeStep> steps, Set<String> takeOverFrom, Provenance by) {
      call("before the template of " + ref.name() + " is written");
      cluster.assertKept(ref.name(), steps);
      ActOutcome outcome = real.template(ref, steps, takeOverFrom, by);
      call("after the template of " + ref.name() + " is written");
      return outcome;
    }

    @Override
    public ActOutcome target(WorkloadRef ref, TargetStep step, boolean dryRun, Provenance by) {
      throw new AssertionError("no workload has an autoscaler");
    }

    @Override
    public Optional<ActOutcome> probe(
        WorkloadRef ref,
        ApplyStrategy strategy,
        Optional<LivePod> pod,
        List<SizeStep> steps,
        ApplySettings settings) {
      return real.probe(ref, strategy, pod, steps, settings);
    }
  }

  /** Little is used by everybody. */
  private static final class PlentyOfUsage implements LiveUsage {
    @Override
    public Map<WorkloadRef, Map<String, Amount>> workingSets(Collection<WorkloadRef> refs) {
      Map<WorkloadRef, Map<String, Amount>> sets = new HashMap<>();
      refs.forEach(ref -> sets.put(ref, Map.of("app", Amount.parse(Resource.MEMORY, "100Mi"))));
      return sets;
    }

    @Override
    public Answer ask(ApplySettings.AbortRule rule) {
      return new Answer.Unknown("no rule is set");
    }
  }
}

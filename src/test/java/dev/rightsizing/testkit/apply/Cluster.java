// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.apply;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Autoscaling.Target;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.DisruptionBudget;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.NodeRoom;
import dev.rightsizing.model.apply.ResizeSupport;
import dev.rightsizing.model.apply.RolloutStatus;
import dev.rightsizing.model.apply.VerticalAutoscaler;
import dev.rightsizing.model.apply.WorkloadFacts;
import dev.rightsizing.model.quota.QuotaScope;
import dev.rightsizing.testkit.Containers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cluster around one workload in which nothing is in the way: two ready pods of 1/2 cores and
 * 1Gi/1Gi on a node with much room.
 */
public final class Cluster {
  public WorkloadKind kind = WorkloadKind.DEPLOYMENT;
  public Workload workload = workload("1/2", "1Gi/1Gi");
  public boolean paused;
  public boolean progressing;
  public boolean stuck;
  public int desired = 2;
  public int ready = 2;
  public boolean onDelete;
  public boolean recreate;
  public int surge = 1;
  public List<LivePod> pods =
      new ArrayList<>(
          List.of(
              LivePods.app("checkout-1", "1/2", "1Gi/1Gi").build(),
              LivePods.app("checkout-2", "1/2", "1Gi/1Gi").build()));
  public List<DisruptionBudget> budgets = new ArrayList<>();
  public List<VerticalAutoscaler> verticalAutoscalers = new ArrayList<>();
  public Map<Resource, ContainerLimits> limits = new HashMap<>();
  public List<Quota> quotas = new ArrayList<>();
  public Map<String, NodeRoom> nodes = new HashMap<>(Map.of("node-1", node("node-1", "8", "32Gi")));
  public ResizeSupport support = new ResizeSupport(true, true, "v1.35.4");

  public WorkloadFacts facts() {
    return new WorkloadFacts(
        workload,
        new RolloutStatus(paused, progressing, stuck, desired, ready, onDelete, recreate, surge),
        pods,
        budgets,
        verticalAutoscalers,
        limits,
        quotas,
        nodes,
        support,
        "shop/checkout:1",
        "template-1");
  }

  public WorkloadRef ref() {
    return new WorkloadRef("shop", kind, "checkout");
  }

  public Cluster kind(WorkloadKind other) {
    kind = other;
    workload = workload("1/2", "1Gi/1Gi");
    return this;
  }

  /** With these pods alone. */
  public Cluster pods(LivePods... others) {
    pods = new ArrayList<>(List.of(others).stream().map(LivePods::build).toList());
    return this;
  }

  public Cluster autoscalers(Autoscaling... autoscalers) {
    workload = workload.withManagement(workload.management().withAutoscalers(List.of(autoscalers)));
    return this;
  }

  /** A workload of one container {@code app}. */
  public Workload workload(String cpu, String memory) {
    return new Workload(
        ref(),
        "uid-checkout",
        Map.of(),
        2,
        List.of(Containers.spec("app", ContainerRole.MAIN, 0, cpu, memory)),
        List.of("node-1", "node-1"));
  }

  public static NodeRoom node(String name, String cpu, String memory) {
    return node(name, cpu, memory, false, true, "");
  }

  public static NodeRoom node(
      String name, String cpu, String memory, boolean disrupted, boolean resizes, String why) {
    Map<Resource, Amount> free =
        Map.of(
            Resource.CPU, Amount.parse(Resource.CPU, cpu),
            Resource.MEMORY, Amount.parse(Resource.MEMORY, memory));
    return new NodeRoom(name, free, free, disrupted, resizes, why);
  }

  /** One line of the quota {@code compute}; without {@code used}, it is not counted yet. */
  public static Quota quota(String key, String hard, String used, QuotaScope... scopes) {
    Resource resource = key.endsWith("memory") ? Resource.MEMORY : Resource.CPU;
    return new Quota(
        "shop",
        "compute",
        key,
        resource,
        key.startsWith("limits"),
        List.of(scopes),
        Amount.parse(resource, hard),
        Optional.ofNullable(used).map(u -> Amount.parse(resource, u)));
  }

  /** A HorizontalPodAutoscaler with one target on CPU. */
  public static Autoscaling hpa(String name, int percent) {
    return hpa(name, new Target(Resource.CPU, Optional.empty(), percent, 0));
  }

  public static Autoscaling hpa(String name, Target... targets) {
    return new Autoscaling(Autoscaling.HPA, name, 2, 10, List.of(targets), List.of());
  }
}

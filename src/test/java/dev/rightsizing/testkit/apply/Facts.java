// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.apply;

import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.AutoscalerMode;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.ApplySettings.Interruption;
import dev.rightsizing.model.apply.ApplySettings.StepLimits;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Goal;
import dev.rightsizing.model.apply.Goal.Decision;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.LivePod.Ended;
import dev.rightsizing.model.apply.LivePod.LiveContainer;
import dev.rightsizing.model.apply.LivePod.ResizeReport;
import dev.rightsizing.model.apply.MaintenanceWindow;
import dev.rightsizing.model.apply.ResizeSupport;
import dev.rightsizing.model.apply.RolloutStatus;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import dev.rightsizing.model.apply.WorkloadFacts;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.testkit.Containers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Facts of a workload with which nothing is wrong: approved, with a week of usage of high
 * confidence, one ready pod, and no memory of earlier changes. A test changes the one that it is
 * about.
 */
public final class Facts {
  public static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");
  public static final WorkloadRef REF =
      new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "checkout");

  public Instant now = NOW;
  public ApplyStrategy strategy = ApplyStrategy.IN_PLACE;
  public boolean approvalRequired = true;
  public Confidence.Level minimumConfidence = Confidence.Level.HIGH;
  public Optional<MaintenanceWindow> window = Optional.empty();
  public Duration cooldown = Duration.ofHours(24);
  public int downPercent = 30;
  public int upPercent = 100;
  public int maxInFlight = 1;
  public boolean dryRun;
  public boolean enabled = true;
  public Optional<String> stopped = Optional.empty();
  public boolean paused;
  public Optional<String> once = Optional.empty();
  public Optional<String> missing = Optional.empty();
  public Decision decision = Decision.APPROVED;
  public List<SizeStep> steps = new ArrayList<>();
  public List<TargetStep> targets = new ArrayList<>();
  public Map<String, Amount> peaks = new HashMap<>();
  public Confidence.Level confidence = Confidence.Level.HIGH;
  public Duration history = Duration.ofDays(7);
  public Optional<String> stale = Optional.empty();
  public Instant computedAt = NOW.minus(Duration.ofMinutes(10));
  public RiskLevel risk = RiskLevel.NONE;
  public List<String> risks = List.of();
  public List<String> throttled = List.of();
  public List<LivePod> pods = new ArrayList<>(List.of(pod("checkout-1", Optional.empty())));
  public String release = "shop/checkout:1";
  public Optional<Map<String, Amount>> workingSets = Optional.of(new HashMap<>());
  public GuardFacts.InFlight inFlight = new GuardFacts.InFlight(0, 0, 0, 2, 10);
  public Optional<Instant> lastEnd = Optional.empty();
  public Optional<Instant> notBefore = Optional.empty();
  public int undos;
  public String undoneRelease = "shop/checkout:1";
  public Optional<Instant> lastEvaluation = Optional.of(NOW.minus(Duration.ofMinutes(5)));
  public Duration interval = Duration.ofMinutes(15);
  public AutoscalerMode autoscaler = AutoscalerMode.HOLD;
  public boolean fallbackToRollout;
  public Set<String> takeOverFrom = Set.of();

  /** The cluster, where it is not the plain one around {@code pods}. */
  public Optional<WorkloadFacts> cluster = Optional.empty();

  /** What guards are given. */
  public GuardFacts facts() {
    return new GuardFacts(
        now,
        settings(),
        autoscaler,
        new GuardFacts.Switches(enabled, stopped, paused, once, missing),
        goal(),
        cluster.orElseGet(this::cluster),
        workingSets,
        inFlight,
        memory(),
        lastEvaluation,
        interval);
  }

  /** All of the goal at once. */
  public ProposedStep step() {
    return new ProposedStep(REF, strategy, steps, targets);
  }

  /** Adds a step of the container {@code app}, written as request/limit. */
  public Facts cpu(String from, String to) {
    return with("app", Resource.CPU, from, to);
  }

  /** Adds a step of the container {@code app}, written as request/limit. */
  public Facts memory(String from, String to) {
    return with("app", Resource.MEMORY, from, to);
  }

  public Facts with(String container, Resource resource, String from, String to) {
    steps.add(step(container, resource, from, to));
    return this;
  }

  /** What the container {@code app} used at the most, and uses now; "-" is unknown. */
  public Facts uses(String peak, String now) {
    Containers.amount(Resource.MEMORY, peak).ifPresent(p -> peaks.put("app", p));
    Map<String, Amount> sets = new HashMap<>();
    Containers.amount(Resource.MEMORY, now).ifPresent(u -> sets.put("app", u));
    workingSets = Optional.of(sets);
    return this;
  }

  public static SizeStep step(String container, Resource resource, String from, String to) {
    return new SizeStep(
        container, ContainerRole.MAIN, resource, size(resource, from), size(resource, to));
  }

  private static Size size(Resource resource, String text) {
    return Containers.size(resource, text);
  }

  /** A ready pod with the container {@code app}. */
  public static LivePod pod(String name, Optional<Ended> last) {
    Map<Resource, Size> sizes =
        Map.of(
            Resource.CPU, size(Resource.CPU, "1/2"),
            Resource.MEMORY, size(Resource.MEMORY, "1Gi/1Gi"));
    return new LivePod(
        name,
        "uid-" + name,
        NOW.minus(Duration.ofDays(2)),
        Optional.of("node-1"),
        false,
        true,
        Optional.of(NOW.minus(Duration.ofDays(2))),
        "Burstable",
        "rev-1",
        false,
        false,
        false,
        false,
        Optional.empty(),
        ResizeReport.DONE,
        List.of(
            new LiveContainer(
                "app",
                ContainerRole.MAIN,
                sizes,
                sizes,
                Map.of(),
                false,
                List.of(),
                0,
                Optional.of(NOW.minus(Duration.ofDays(2))),
                Optional.empty(),
                last)));
  }

  private ApplySettings settings() {
    return new ApplySettings(
        strategy,
        fallbackToRollout,
        approvalRequired,
        minimumConfidence,
        window,
        cooldown,
        new StepLimits(downPercent, upPercent),
        maxInFlight,
        Duration.ofMinutes(30),
        List.of(),
        dryRun,
        Interruption.FINISH,
        takeOverFrom);
  }

  private Goal goal() {
    return new Goal(
        REF,
        "deployment-checkout",
        "42",
        decision,
        steps,
        targets,
        peaks,
        confidence,
        history,
        stale,
        computedAt,
        risk,
        risks,
        throttled,
        Map.of());
  }

  private WorkloadFacts cluster() {
    return new WorkloadFacts(
        new Workload(
            REF,
            "uid-checkout",
            Map.of(),
            pods.size(),
            List.of(Containers.spec("app", ContainerRole.MAIN, 0, "1/2", "1Gi/1Gi")),
            List.of("node-1")),
        new RolloutStatus(false, false, false, pods.size(), pods.size(), false, false, 1),
        pods,
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        Map.of("node-1", Cluster.node("node-1", "8", "32Gi")),
        new ResizeSupport(true, true, "v1.34.0"),
        release,
        "template-1");
  }

  private ApplyMemory memory() {
    ApplyMemory first = ApplyMemory.first(now);
    return new ApplyMemory(
        first.state(),
        first.reason(),
        first.message(),
        first.since(),
        first.next(),
        first.verdicts(),
        first.flight(),
        first.inForce(),
        undos,
        notBefore,
        undoneRelease,
        lastEnd,
        first.asked(),
        first.history());
  }
}

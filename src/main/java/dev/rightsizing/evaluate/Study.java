// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.HourlySeries;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.Window;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.sizing.replay.DayReplay;
import dev.rightsizing.sizing.replay.ReplayedDays;
import dev.rightsizing.usage.CollectedUsage;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.workload.ClusterView;
import java.util.Optional;

/**
 * What is known of one workload at one moment: its usage by the hour, and what it would be sized to
 * with whichever rules. Reads nothing.
 */
public final class Study {
  private final EvaluationRequest request;
  private final Workload workload;
  private final ClusterView view;
  private final UsageMemory.Held held;
  private final PriceList prices;
  private final boolean inMemory;

  Study(
      EvaluationRequest request,
      Workload workload,
      ClusterView view,
      UsageMemory.Held held,
      PriceList prices,
      boolean inMemory) {
    this.request = request;
    this.workload = workload;
    this.view = view;
    this.held = held;
    this.prices = prices;
    this.inMemory = inMemory;
  }

  static SizingSettings with(SizingSettings settings, Window window) {
    return new SizingSettings(
        window,
        settings.cpu(),
        settings.memory(),
        settings.thresholds(),
        settings.tolerance(),
        settings.autoscaler());
  }

  /** The workload as it stands in the cluster. */
  public Workload workload() {
    return workload;
  }

  /**
   * Whether the usage is what the policy's evaluations keep. Else it was read just for this,
   * without throttling and OOM kills, and at the step that {@link #settings} names.
   */
  public boolean inMemory() {
    return inMemory;
  }

  /** The policy's rules, with the step at which usage is known here. */
  public SizingSettings settings() {
    return request.settings();
  }

  /** A container's usage of a resource by the hour. */
  public HourlySeries series(String container, Resource resource) {
    return HourlyUsage.of(usage(), new ContainerRef(workload.ref(), container), resource);
  }

  /**
   * What the operator would recommend with these settings now, by the steps of an evaluation:
   * sizes, explanations, savings, limits, and fit with the quotas.
   *
   * @return empty where the workload could not be evaluated, or belongs to an older policy
   */
  public Optional<WorkloadRecommendation> size(SizingSettings settings) {
    EvaluationRequest asked = request.with(with(settings, request.settings().window()));
    WorkloadEvaluator evaluator =
        new WorkloadEvaluator(
            asked,
            held.source(),
            usage(),
            held.collected().saturation(),
            view,
            prices,
            Progress.NONE);
    return new EvaluationAssembly(asked, view, usage(), Progress.NONE)
        .assemble(evaluator).recommendations().stream()
            .filter(one -> one.workload().ref().equals(workload.ref()))
            .findFirst();
  }

  /** How the rule that settings have for a resource would have done on a container's past days. */
  public ReplayedDays replay(String container, Resource resource, SizingSettings settings) {
    return new DayReplay(
            settings.rule(resource),
            settings.tolerance().of(resource),
            request.settings().window().step())
        .replay(
            usage().hours(new ContainerRef(workload.ref(), container), resource),
            usage().firstHour(),
            usage().endHour());
  }

  private CollectedUsage usage() {
    return held.collected().usage();
  }
}

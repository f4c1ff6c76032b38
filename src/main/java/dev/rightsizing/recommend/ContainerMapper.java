// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.recommendation.AdaptiveEstimate;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation.ContainerSavings;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation.Role;
import dev.rightsizing.api.v1alpha1.recommendation.CurrentSize;
import dev.rightsizing.api.v1alpha1.recommendation.CurrentSize.RequestSource;
import dev.rightsizing.api.v1alpha1.recommendation.PodRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.RequestAndLimit;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.RunningSize;
import dev.rightsizing.api.v1alpha1.recommendation.UsageFigures;
import dev.rightsizing.api.v1alpha1.recommendation.Utilization;
import dev.rightsizing.model.AdaptiveSize;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.OwnBackTest;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Savings;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.UsageSummary;
import java.util.Map;
import java.util.Optional;

/** Writes one container's sizes as part of a Recommendation. */
final class ContainerMapper {
  /** Of which a status lists the pods. */
  private static final int MOST_SIZES = 64;

  ContainerRecommendation container(ContainerSizing sizing, Map<String, Savings> savings) {
    ContainerRecommendation container = new ContainerRecommendation();
    container.setName(sizing.container().name());
    container.setRole(
        switch (sizing.container().role()) {
          case MAIN -> Role.Main;
          case INIT -> Role.Init;
          case SIDECAR -> Role.Sidecar;
          case POD -> throw new IllegalArgumentException("a pod is no container");
        });
    container.setCpu(resource(sizing, Resource.CPU));
    container.setMemory(resource(sizing, Resource.MEMORY));
    Savings saved = savings.get(sizing.container().name());
    if (saved != null) {
      ContainerSavings money = new ContainerSavings();
      money.setMonthly(saved.monthly().amount());
      container.setSavings(money);
    }
    return container;
  }

  /** The pod-level recommendation; a resource that is not set at pod level is absent. */
  PodRecommendation pod(ContainerSizing level, Map<String, Savings> savings) {
    PodRecommendation pod = new PodRecommendation();
    if (!level.cpu().current().equals(Size.NONE)) {
      pod.setCpu(resource(level, Resource.CPU));
    }
    if (!level.memory().current().equals(Size.NONE)) {
      pod.setMemory(resource(level, Resource.MEMORY));
    }
    Savings saved = savings.get(level.container().name());
    if (saved != null) {
      ContainerSavings money = new ContainerSavings();
      money.setMonthly(saved.monthly().amount());
      pod.setSavings(money);
    }
    return pod;
  }

  private static ResourceRecommendation resource(ContainerSizing container, Resource of) {
    ResourceSizing sizing = container.of(of);
    ResourceRecommendation resource = new ResourceRecommendation();
    resource.setCurrent(current(sizing));
    drift(container.container(), of, resource);
    sizing
        .usage()
        .ifPresent(
            usage -> {
              resource.setUsage(figures(usage));
              resource.setUtilization(utilization(usage, sizing.current()));
            });
    resource.setRecommended(
        new RequestAndLimit(
            text(sizing.recommended().request()), text(sizing.recommended().limit())));
    resource.setVerdict(ResourceRecommendation.Verdict.valueOf(sizing.verdict().text()));
    resource.setExplanation(sizing.explanation());
    sizing
        .adaptive()
        .map(size -> adaptive(sizing.resource(), size))
        .ifPresent(resource::setAdaptive);
    return resource;
  }

  private static void drift(ContainerSpec container, Resource of, ResourceRecommendation resource) {
    if (!container.drifts(of)) {
      return;
    }
    Size template = container.template(of);
    resource.setTemplate(new RequestAndLimit(text(template.request()), text(template.limit())));
    if (container.running(of).size() > 1) {
      resource.setRunning(
          container.running(of).stream()
              .limit(MOST_SIZES)
              .map(r -> new RunningSize(text(r.size().request()), text(r.size().limit()), r.pods()))
              .toList());
    }
  }

  private static AdaptiveEstimate adaptive(Resource of, AdaptiveSize size) {
    AdaptiveEstimate estimate = new AdaptiveEstimate();
    estimate.setRequest(new Amount(of, size.value()).roundedUp().toQuantity());
    estimate.setSince(size.since().toString());
    estimate.setPercentile((int) Math.round(size.percentile()));
    estimate.setMarginPercent((int) Math.round(100 * size.margin()));
    size.halfLife().map(PrometheusDuration::format).ifPresent(estimate::setHalfLife);
    OwnBackTest tried = size.backTest();
    estimate.setDaysTried(tried.days());
    if (tried.days() > 0) {
      estimate.setOverPercent((int) Math.round(100 * tried.over()));
      estimate.setSlackPercent((int) Math.round(100 * tried.slack()));
    }
    return estimate;
  }

  private static CurrentSize current(ResourceSizing sizing) {
    CurrentSize current = new CurrentSize();
    current.setRequest(text(sizing.current().request()));
    current.setLimit(text(sizing.current().limit()));
    current.setRequestSource(
        switch (sizing.origin()) {
          case TEMPLATE -> RequestSource.Template;
          case LIMIT -> RequestSource.Limit;
          case LIMIT_RANGE -> RequestSource.LimitRange;
          case PODS -> RequestSource.Pods;
          case NONE -> RequestSource.None;
        });
    return current;
  }

  private static UsageFigures figures(UsageSummary usage) {
    UsageFigures figures = new UsageFigures();
    figures.setP95(usage.p95().toUsage());
    figures.setMax(usage.max().toUsage());
    figures.setMean(usage.mean().toUsage());
    return figures;
  }

  private static Utilization utilization(UsageSummary usage, Size current) {
    Utilization utilization = new Utilization();
    utilization.setOfRequestPercent(percent(usage.p95(), current.request()));
    utilization.setOfLimitPercent(ofLimit(usage.p95(), current.limit()));
    return utilization;
  }

  /** Memory over the present limit was held by another limit, of which no share is known. */
  private static Integer ofLimit(Amount used, Optional<Amount> limit) {
    Integer percent = percent(used, limit);
    boolean another = used.resource() == Resource.MEMORY && percent != null && percent > 100;
    return another ? null : percent;
  }

  private static Integer percent(Amount part, Optional<Amount> whole) {
    return whole
        .filter(w -> !w.isZero())
        .map(w -> (int) Math.min(Integer.MAX_VALUE, Math.round(100 * part.ratioTo(w))))
        .orElse(null);
  }

  private static String text(Optional<Amount> amount) {
    return amount.map(Amount::toQuantity).orElse(null);
  }
}

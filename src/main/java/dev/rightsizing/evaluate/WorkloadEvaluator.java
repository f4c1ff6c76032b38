// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.AdaptiveSize;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Estimator;
import dev.rightsizing.model.Evidence;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.MeanReplicas;
import dev.rightsizing.model.Patches;
import dev.rightsizing.model.Price;
import dev.rightsizing.model.QuotaFit;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.ScaleAdvice;
import dev.rightsizing.model.Scaling;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.model.saturation.HourlyValues;
import dev.rightsizing.model.saturation.Saturation;
import dev.rightsizing.patch.AutoscalerPatch;
import dev.rightsizing.patch.PatchWriter;
import dev.rightsizing.sizing.ConfidenceRule;
import dev.rightsizing.sizing.Sizer;
import dev.rightsizing.sizing.SizingContext;
import dev.rightsizing.sizing.UsageEvidence;
import dev.rightsizing.sizing.adaptive.AdaptiveEstimator;
import dev.rightsizing.sizing.pod.PodSizer;
import dev.rightsizing.sizing.quota.Candidate;
import dev.rightsizing.sizing.quota.Candidate.Pressed;
import dev.rightsizing.sizing.saturation.Pressure;
import dev.rightsizing.sizing.savings.SavingsCalculator;
import dev.rightsizing.sizing.savings.SavingsCalculator.WorkloadSavings;
import dev.rightsizing.sizing.scaling.AutoscalerRule;
import dev.rightsizing.usage.CollectedUsage;
import dev.rightsizing.usage.OtherClusters;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.saturation.CollectedSaturation;
import dev.rightsizing.usage.saturation.MissingEvidence;
import dev.rightsizing.workload.ClusterView;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Evaluates one workload at a time, all but its quotas, which concern all together. */
final class WorkloadEvaluator {
  private final EvaluationRequest request;
  private final UsageSource source;
  private final SizingSettings settings;
  private final CollectedUsage usage;
  private final CollectedSaturation saturation;
  private final ClusterView view;
  private final PriceList prices;
  private final Progress progress;
  private final ReplicaCount replicas;
  private final LimitNeeds limitNeeds;
  private final NodeFit nodeFit;
  private final UsageRemarks remarks;
  private final OtherClusters clusters;
  private final PodStage podStage;
  private final Sizer sizer = new Sizer();
  private final Map<Resource, AdaptiveEstimator> adaptives = new EnumMap<>(Resource.class);
  private final SavingsCalculator savings = new SavingsCalculator();
  private final ConfidenceRule confidence = new ConfidenceRule();
  private final PatchWriter patches = new PatchWriter();
  private final AutoscalerPatch targets = new AutoscalerPatch();
  private final Pressure pressure = new Pressure();
  private final AutoscalerRule autoscalers;

  WorkloadEvaluator(
      EvaluationRequest request,
      UsageSource source,
      CollectedUsage usage,
      CollectedSaturation saturation,
      ClusterView view,
      PriceList prices,
      Progress progress) {
    this.request = request;
    this.settings = request.settings();
    this.usage = usage;
    this.saturation = saturation;
    this.view = view;
    this.prices = prices;
    this.progress = progress;
    this.replicas = new ReplicaCount(usage, view, settings.window().step());
    this.autoscalers = new AutoscalerRule(new CollectedLoad(usage));
    this.limitNeeds = new LimitNeeds(view);
    this.podStage = new PodStage(view, settings);
    for (Resource resource : Resource.values()) {
      adaptives.put(resource, new AdaptiveEstimator(resource, settings.tolerance().of(resource)));
    }
    this.nodeFit = new NodeFit(view.nodes());
    this.remarks = new UsageRemarks(usage);
    this.source = source;
    this.clusters = source.otherClusters(request.scope().namespaces());
  }

  private Evidence evidence(Workload workload) {
    return new Evidence(
        source.describe(),
        usage.promql(workload.ref().namespace()),
        usage.from(),
        usage.to(),
        settings.window().step(),
        settings.window().aggregation(),
        Stream.of(
                usage.missing().stream(),
                saturation.missing().stream().map(MissingEvidence::message),
                prices.missing().stream(),
                prices.doubts(workload).stream())
            .flatMap(missing -> missing)
            .toList(),
        remarks.dropped(workload));
  }

  String currency() {
    return prices.currency();
  }

  WorkloadRecommendation evaluate(Workload workload) {
    List<ContainerSizing> alone =
        workload.containers().stream()
            .filter(c -> !request.scope().excludeContainers().contains(c.name()))
            .map(c -> size(workload, c))
            .toList();
    List<ContainerSizing> wanted = nodeFit.fit(workload, podStage.withLevel(workload, alone));
    AutoscalerRule.Outcome scaled =
        autoscalers.apply(
            workload,
            wanted,
            settings.autoscaler(),
            workload.pod().injectedTotal(),
            name -> killed(workload, name));
    // Last, as it decides about the template that would be written.
    PodSizer.Outcome fitting = podStage.fit(candidate(workload, scaled.containers()));
    List<ContainerSizing> sizings = fitting.containers();
    MeanReplicas pods = replicas.of(workload);
    Price price = prices.of(workload);
    WorkloadSavings saved = saved(workload, sizings, pods);
    Availability availability =
        clusters.holds(workload.ref())
            ? Availability.ofSeveralClusters(clusters)
            : Availability.of(workload, sizings, usage, source::metric);
    return new WorkloadRecommendation(
        workload,
        sizings,
        saved.total(),
        saved.containers(),
        price.source(),
        confidence.of(sizings, settings.window()),
        QuotaFit.FITS.withLimitRange(PodStage.message(fitting.problems())),
        evidence(workload),
        change(workload, sizings),
        availability.reason(),
        availability.message(),
        new Scaling(pods, advice(workload, sizings, scaled.advice())));
  }

  /** The same with sizes that fit the quotas; what follows from sizes is computed anew. */
  WorkloadRecommendation fitted(
      WorkloadRecommendation recommendation, List<ContainerSizing> sizings, QuotaFit fit) {
    if (sizings.equals(recommendation.containers())) {
      return recommendation.withQuota(fit);
    }
    Workload workload = recommendation.workload();
    WorkloadSavings saved = saved(workload, sizings, recommendation.scaling().replicas());
    return new WorkloadRecommendation(
        workload,
        sizings,
        saved.total(),
        saved.containers(),
        recommendation.priceSource(),
        recommendation.confidence(),
        fit,
        recommendation.evidence(),
        change(workload, sizings),
        recommendation.problem(),
        recommendation.message(),
        recommendation
            .scaling()
            .withAdvice(advice(workload, sizings, recommendation.scaling().advice())));
  }

  /** Jobs that are taken together have no object that a patch could be of. */
  private Patches change(Workload workload, List<ContainerSizing> sizings) {
    return workload.management().jobs() > 0
        ? Patches.NONE
        : progress.patch(workload.ref(), () -> patches.write(workload, sizings));
  }

  /** The advice about autoscalers, for sizes that were cut since. */
  private List<ScaleAdvice> advice(
      Workload workload, List<ContainerSizing> sizings, List<ScaleAdvice> before) {
    return autoscalers.again(workload, sizings, before, workload.pod().injectedTotal()).stream()
        .map(a -> a.withPatch(targets.write(a)))
        .toList();
  }

  private boolean killed(Workload workload, String container) {
    return pressed(new ContainerRef(workload.ref(), container), Resource.MEMORY);
  }

  private WorkloadSavings saved(
      Workload workload, List<ContainerSizing> sizings, MeanReplicas pods) {
    NodeFit.Counted counted = nodeFit.counted(workload, sizings);
    return savings.of(counted.workload(), counted.sizings(), prices.of(workload), pods.pods());
  }

  /** A workload with what speaks for its growth. */
  Candidate candidate(Workload workload, List<ContainerSizing> sizings) {
    Set<Pressed> pressed = new HashSet<>();
    for (ContainerSizing container : sizings) {
      String name = container.container().name();
      for (Resource resource : Resource.values()) {
        if (pressed(new ContainerRef(workload.ref(), name), resource)) {
          pressed.add(new Pressed(name, resource));
        }
      }
    }
    return new Candidate(workload, sizings, pressed);
  }

  /** Sizes that a new pod is admitted with. */
  PodSizer.Outcome admitted(Candidate candidate) {
    return podStage.admitted(candidate);
  }

  /** Whether a container was OOM-killed or is throttled. */
  private boolean pressed(ContainerRef container, Resource resource) {
    return pressure.of(resource, saturation(container), usage.to());
  }

  /** What the source holds of other clusters. */
  OtherClusters clusters() {
    return clusters;
  }

  Thresholds thresholds() {
    return settings.thresholds();
  }

  private ContainerSizing size(Workload workload, ContainerSpec container) {
    Saturation known = saturation(new ContainerRef(workload.ref(), container.name()));
    return new ContainerSizing(
        container,
        size(workload, container, Resource.CPU, known),
        size(workload, container, Resource.MEMORY, known));
  }

  private Saturation saturation(ContainerRef container) {
    return saturation.of(container).withKills(view.oomKills(container));
  }

  private ResourceSizing size(
      Workload workload, ContainerSpec container, Resource resource, Saturation known) {
    ContainerRef ref = new ContainerRef(workload.ref(), container.name());
    UsageEvidence observed = evidence(ref, resource, known);
    SizingContext context =
        new SizingContext(
            settings.window(),
            settings.thresholds(),
            limitNeeds.limits(workload, resource),
            workload.ref().kind().isBatch());
    return sizer
        .size(container, observed, settings.rule(resource), context)
        .saying(remarks.of(ref, resource));
  }

  private UsageEvidence evidence(ContainerRef container, Resource resource, Saturation known) {
    if (clusters.holds(container.workload())) {
      return new UsageEvidence(
          Optional.empty(),
          Optional.empty(),
          request.previous().of(container, resource),
          Optional.empty(),
          HourlyValues.EMPTY,
          Saturation.NONE,
          usage.to());
    }
    return new UsageEvidence(
        usage.summary(container, resource, settings.rule(resource).percentile()),
        adaptive(container, resource),
        request.previous().of(container, resource),
        median(container, resource, known),
        settings.rule(resource).limitMode() == LimitMode.NO_THROTTLE
            ? usage.peaks(container, resource)
            : HourlyValues.EMPTY,
        known,
        usage.to());
  }

  /** Only page cache is judged by it, and only against RSS: another merge of the whole window. */
  private Optional<Amount> median(ContainerRef container, Resource resource, Saturation known) {
    return resource == Resource.MEMORY && known.rss().isPresent()
        ? usage.summary(container, resource, 50).map(UsageSummary::statistic)
        : Optional.empty();
  }

  private Optional<AdaptiveSize> adaptive(ContainerRef container, Resource resource) {
    if (settings.rule(resource).estimator() != Estimator.ADAPTIVE) {
      return Optional.empty();
    }
    return usage.hours(container, resource).stream()
        .map(hours -> adaptives.get(resource).size(hours, usage.firstHour(), usage.endHour()))
        .flatMap(Optional::stream)
        .max(Comparator.comparing(AdaptiveSize::value));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.model.ImpossibleFigure;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.risk.RiskAssessment;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.notice.NoticePublisher;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.recommend.RiskMapper;
import dev.rightsizing.reconcile.steps.BoundedWrites;
import dev.rightsizing.reconcile.steps.FirstRisk;
import dev.rightsizing.reconcile.steps.KnownRecommendation;
import dev.rightsizing.reconcile.steps.StatusDigest;
import dev.rightsizing.reconcile.steps.StatusWriter;
import dev.rightsizing.reconcile.steps.UsageSourceResolver;
import dev.rightsizing.sizing.risk.RiskEngine;
import dev.rightsizing.telemetry.RiskMetrics;
import dev.rightsizing.telemetry.RiskMetrics.Part;
import dev.rightsizing.telemetry.trace.Attributes;
import dev.rightsizing.telemetry.trace.Tracing;
import dev.rightsizing.usage.KnownPods;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.plausible.ClusterCeilings;
import dev.rightsizing.usage.risk.RiskReader;
import dev.rightsizing.usage.risk.RiskReadings;
import dev.rightsizing.usage.risk.RiskRequest;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * One risk evaluation of a policy's workloads: reads its Recommendations, the cluster and the
 * signals, assesses them, and writes the result. All its state is in the Recommendations.
 */
public final class RiskEvaluation implements FirstRisk {
  private static final Logger LOG = Logger.getLogger(RiskEvaluation.class);

  private final Parts parts;
  private final RiskMetrics metrics;
  private final Clock clock;
  private final RiskMapper mapper = new RiskMapper();
  private final RiskNotices notices;
  private final Tracing tracing;

  /** Without traces. */
  public RiskEvaluation(Parts parts, RiskMetrics metrics, Clock clock) {
    this(parts, metrics, clock, Tracing.OFF);
  }

  /**
   * @param tracing each evaluation is a step
   */
  public RiskEvaluation(Parts parts, RiskMetrics metrics, Clock clock, Tracing tracing) {
    this.tracing = tracing;
    this.notices = new RiskNotices(parts.publisher());
    this.parts = parts;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * The parts that a tick calls, in order.
   *
   * @param recommendations all that belong to a policy
   * @param queries which policies may have queries of their own sent
   * @param writer under the field manager of the risk
   */
  public record Parts(
      Function<Policy.Id, List<KnownRecommendation>> recommendations,
      WorkloadSource workloads,
      UsageSourceResolver connection,
      RiskReader reader,
      QueryPermission queries,
      StatusWriter writer,
      BoundedWrites writes,
      NoticePublisher publisher,
      QuotaRiskEvaluation quotas) {}

  /**
   * Evaluates once.
   *
   * @throws WorkloadException when the cluster cannot be read, and nothing is written then; or when
   *     single workloads could not be judged or written, after all others were
   */
  public void run(Policy policy) throws WorkloadException {
    try (Tracing.Step step =
        tracing
            .begin("risk evaluation")
            .with(Attributes.NAMESPACE, policy.id().namespace())
            .with(Attributes.POLICY, policy.id().name())) {
      try {
        evaluate(policy, step);
      } catch (WorkloadException e) {
        step.failed(e.reason().text());
        throw e;
      } catch (RuntimeException e) {
        step.failed(e.getClass().getSimpleName());
        throw e;
      }
    }
  }

  private void evaluate(Policy policy, Tracing.Step step) throws WorkloadException {
    long began = System.nanoTime();
    List<Recommendation> recommendations = recommendations(policy.id());
    TreeSet<String> namespaces = namespaces(recommendations);
    if (namespaces.isEmpty()) {
      metrics.evaluated(policy.id().toString(), Map.of());
      metrics.namespaces().forget(policy.id().toString());
      return;
    }
    ClusterView view = parts.workloads().view(namespaces);
    began = took(Part.CLUSTER, began);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Containers containers = new Containers(policy, view, read(policy, view, namespaces, now));
    began = took(Part.SIGNALS, began);
    List<String> problems = new ArrayList<>();
    List<AssessedWorkload> assessed = assess(containers, recommendations, problems, now);
    if (policy.risk().events()) {
      // Before the status is written: reported again after a crash between the two, an Event is
      // recognized by its name.
      notices.publish(policy.id(), assessed, now);
    }
    step.with(Attributes.WORKLOADS, assessed.size());
    began = took(Part.JUDGE, began);
    problems.addAll(write(assessed, now));
    took(Part.WRITE, began);
    metrics.evaluated(policy.id().toString(), levels(assessed));
    metrics
        .namespaces()
        .read(
            policy.id().toString(),
            new NamespaceUse(view, containers.readings(), now).byNamespace());
    metrics.impossible(ImpossibleFigure.MEMORY_OVER_LIMIT, impossible(assessed));
    parts.quotas().run(policy, namespaces, view.quotaUses(), now);
    if (!problems.isEmpty()) {
      throw new WorkloadException(
          Reason.WORKLOAD_FAILED,
          "cannot report the risk of %d workloads (the others are reported): %s"
              .formatted(problems.size(), problems.get(0)),
          null);
    }
  }

  /**
   * The risk of workloads whose Recommendation is about to be created, with the same Events as of
   * all others. What cannot be read now is left to the next evaluation, which reports why.
   */
  @Override
  public Map<WorkloadRef, RecommendationStatus> assess(
      Policy policy, List<Recommendation> created, Instant at) {
    Instant now = at.truncatedTo(ChronoUnit.SECONDS);
    try {
      TreeSet<String> namespaces = namespaces(created);
      ClusterView view = parts.workloads().view(namespaces);
      RiskReadings readings = read(policy, view, namespaces, now);
      if (!readings.failed().isEmpty()) {
        return Map.of();
      }
      List<AssessedWorkload> assessed =
          assess(new Containers(policy, view, readings), created, new ArrayList<>(), now);
      if (policy.risk().events()) {
        notices.publish(policy.id(), assessed, now);
      }
      return assessed.stream()
          .collect(
              Collectors.toMap(
                  one -> one.workload().ref(), one -> mapper.status(one.assessment(), null, now)));
    } catch (WorkloadException | RuntimeException e) {
      LOG.debugf(e, "policy %s: the risk of new workloads is assessed later", policy.id());
      return Map.of();
    }
  }

  private List<Recommendation> recommendations(Policy.Id policy) {
    return parts.recommendations().apply(policy).stream().map(KnownRecommendation::object).toList();
  }

  private static TreeSet<String> namespaces(List<Recommendation> recommendations) {
    return recommendations.stream()
        .map(r -> r.getMetadata().getNamespace())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Assesses each workload by itself.
   *
   * @param problems is given what could not be assessed, for people
   */
  private List<AssessedWorkload> assess(
      Containers containers,
      List<Recommendation> recommendations,
      List<String> problems,
      Instant now) {
    RiskEngine engine = new RiskEngine(containers.policy().risk());
    Map<WorkloadRef, Workload> byRef =
        containers.view().workloads().stream()
            .collect(Collectors.toMap(Workload::ref, Function.identity()));
    List<AssessedWorkload> assessed = new ArrayList<>();
    for (Recommendation recommendation : recommendations) {
      RecommendationNames.workload(recommendation)
          .map(byRef::get)
          .ifPresent(
              workload -> {
                try {
                  assessed.add(
                      new AssessedWorkload(
                          recommendation,
                          workload,
                          engine.assess(
                              containers.of(workload),
                              containers.readings().named(workload.ref()),
                              mapper.remembered(recommendation.getStatus()),
                              now)));
                } catch (RuntimeException e) {
                  // A fault in one workload's figures must not cost the others their watch.
                  problems.add(workload.ref() + ": " + e);
                }
              });
    }
    return assessed;
  }

  private long took(Part part, long began) {
    long now = System.nanoTime();
    metrics.took(part, Duration.ofNanos(now - began));
    return now;
  }

  /** Marks all of a policy's Recommendations as no longer watched. */
  public void stop(Policy.Id policy) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    List<Runnable> jobs = new ArrayList<>();
    for (Recommendation object : recommendations(policy)) {
      job(object, mapper.unwatched(object.getStatus(), now)).ifPresent(jobs::add);
    }
    parts.writes().run(jobs);
    metrics.forget(policy.toString());
  }

  private RiskReadings read(
      Policy policy, ClusterView view, TreeSet<String> namespaces, Instant now) {
    RiskRequest request =
        new RiskRequest(
            namespaces,
            view.pods(),
            view.podSizes(),
            policy.risk().signals(),
            parts.queries().allows(policy),
            view.expectedSeries(),
            new ClusterCeilings(view.nodes(), view.podSizes(), view.pods(), view.workloads()),
            now);
    try {
      UsageSource source = parts.connection().connect(policy);
      source.know(namespaces, KnownPods.of(view.pods(), view.podSizes()));
      return parts.reader().read(source, request);
    } catch (UsageException e) {
      return RiskReadings.failed(request, e.reason());
    }
  }

  /** What was refused, for people. */
  private List<String> write(List<AssessedWorkload> assessed, Instant now) {
    List<Runnable> jobs = new ArrayList<>();
    List<WorkloadRef> of = new ArrayList<>();
    for (AssessedWorkload one : assessed) {
      RecommendationStatus before = one.recommendation().getStatus();
      job(one.recommendation(), mapper.status(one.assessment(), before, now))
          .ifPresent(
              job -> {
                jobs.add(job);
                of.add(one.workload().ref());
              });
    }
    return parts.writes().run(jobs).stream()
        .map(refused -> of.get(refused.write()) + ": " + refused.why())
        .toList();
  }

  private Optional<Runnable> job(Recommendation object, RecommendationStatus status) {
    return StatusDigest.ofRisk(status).differs(StatusDigest.ofRisk(object.getStatus()))
        ? Optional.of(() -> parts.writer().status(object, status))
        : Optional.empty();
  }

  private static Map<RiskLevel, Integer> levels(List<AssessedWorkload> assessed) {
    Map<RiskLevel, Integer> levels = new EnumMap<>(RiskLevel.class);
    assessed.forEach(one -> levels.merge(one.assessment().level(), 1, Integer::sum));
    return levels;
  }

  private static long impossible(List<AssessedWorkload> assessed) {
    return assessed.stream()
        .flatMap(one -> one.assessment().signals().stream())
        .filter(signal -> signal.unknown().filter(Reason.IMPOSSIBLE_FIGURE::equals).isPresent())
        .count();
  }

  /** The assessment of one workload. */
  record AssessedWorkload(
      Recommendation recommendation, Workload workload, RiskAssessment assessment) {}
}

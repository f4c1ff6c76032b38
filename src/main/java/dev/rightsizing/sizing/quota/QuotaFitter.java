// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.QuotaFit;
import dev.rightsizing.model.QuotaProjection;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.sizing.quota.SizeCut.Cut;
import dev.rightsizing.sizing.quota.SizeCut.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits all recommendations of a namespace together into its quotas. What shrinks keeps its size;
 * where growth does not fit, {@link LineShare} says who gets how much of a line, and a workload
 * gets the least that any line leaves it. So raising a quota never makes anybody's size smaller.
 */
public final class QuotaFitter {
  private final SizeCut cuts;
  private final QuotaProjector projector = new QuotaProjector();

  /**
   * @param thresholds for the verdicts of sizes that are cut
   */
  public QuotaFitter(Thresholds thresholds) {
    this.cuts = new SizeCut(thresholds);
  }

  /** A workload's sizes that fit, with an explanation. */
  public record Outcome(List<ContainerSizing> containers, QuotaFit fit) {
    public Outcome {
      containers = List.copyOf(containers);
    }
  }

  /** The outcome of one namespace. */
  public record Fitted(Map<WorkloadRef, Outcome> workloads, List<QuotaProjection> projections) {
    public Fitted {
      workloads = Map.copyOf(workloads);
      projections = List.copyOf(projections);
    }
  }

  /**
   * Fits one namespace.
   *
   * @param quotas of that namespace
   * @param candidates of that namespace, each workload once, in any order
   */
  public Fitted fit(List<Quota> quotas, List<Candidate> candidates) {
    Map<WorkloadRef, Map<Resource, Share>> shares = shares(quotas, candidates);
    Map<WorkloadRef, Outcome> outcomes = new HashMap<>();
    List<Candidate> fitted = new ArrayList<>();
    for (Candidate candidate : candidates) {
      WorkloadRef ref = candidate.workload().ref();
      List<String> problems = new ArrayList<>();
      List<ContainerSizing> containers =
          candidate.containers().stream()
              .map(c -> cut(candidate, c, shares.getOrDefault(ref, Map.of()), problems))
              .toList();
      Candidate after = candidate.with(containers);
      fitted.add(after);
      outcomes.put(ref, new Outcome(containers, judged(quotas, after, problems)));
    }
    return new Fitted(outcomes, projector.project(quotas, candidates, fitted));
  }

  private static Map<WorkloadRef, Map<Resource, Share>> shares(
      List<Quota> quotas, List<Candidate> candidates) {
    Map<WorkloadRef, Map<Resource, Share>> least = new HashMap<>();
    for (Quota line : inOrder(quotas)) {
      List<Candidate> counted =
          candidates.stream().filter(c -> QuotaProjector.counts(line, c)).toList();
      new LineShare(line)
          .shares(counted)
          .forEach(
              (ref, part) ->
                  least
                      .computeIfAbsent(ref, r -> new EnumMap<>(Resource.class))
                      .merge(
                          line.resource(),
                          new Share(part, line),
                          (a, b) -> b.part() < a.part() ? b : a));
    }
    return least;
  }

  /** Where two lines leave the same, the first is named. */
  private static List<Quota> inOrder(List<Quota> quotas) {
    return quotas.stream()
        .filter(Quota::projectable)
        .sorted(Comparator.comparing(Quota::name).thenComparing(Quota::key))
        .toList();
  }

  private ContainerSizing cut(
      Candidate candidate,
      ContainerSizing sizing,
      Map<Resource, Share> shares,
      List<String> problems) {
    return new ContainerSizing(
        sizing.container(),
        cut(candidate, sizing, Resource.CPU, shares, problems),
        cut(candidate, sizing, Resource.MEMORY, shares, problems));
  }

  private ResourceSizing cut(
      Candidate candidate,
      ContainerSizing sizing,
      Resource resource,
      Map<Resource, Share> shares,
      List<String> problems) {
    Share share = shares.get(resource);
    if (share == null) {
      return sizing.of(resource);
    }
    Cut cut = cuts.cut(sizing.of(resource), share);
    cut.problem()
        .filter(p -> candidate.countedOn(share.line()).contains(sizing))
        .map(p -> resource.key() + " of " + name(sizing.container()) + ": " + p)
        .ifPresent(problems::add);
    return cut.sizing();
  }

  private static String name(ContainerSpec container) {
    return container.role() == ContainerRole.POD ? "the pod" : "container " + container.name();
  }

  private static QuotaFit judged(List<Quota> quotas, Candidate after, List<String> problems) {
    List<String> refusals = Refusals.of(quotas, after);
    List<String> all = new ArrayList<>(problems);
    all.addAll(refusals);
    if (!problems.isEmpty()) {
      return new QuotaFit(Reason.QUOTA_CONSTRAINED, String.join("; ", all));
    }
    if (!refusals.isEmpty()) {
      return new QuotaFit(Reason.EXCEEDS_QUOTA, String.join("; ", all));
    }
    boolean counted =
        quotas.stream().anyMatch(q -> q.projectable() && QuotaProjector.counts(q, after));
    return counted && after.workload().footprint().overlaps()
        ? new QuotaFit(Reason.FITS, overlapping(after))
        : QuotaFit.FITS;
  }

  private static String overlapping(Candidate candidate) {
    int replicas = candidate.workload().replicas();
    return "runs may overlap (concurrencyPolicy Allow), so that nothing bounds its pods; counted as "
        + candidate.workload().footprint().steady(replicas);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.recommendation.AutoscalerAdvice;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.PodRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.RequestAndLimit;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.UsageFigures;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.ProposedContainer;
import dev.rightsizing.model.proposal.ProposedContainer.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which resources of a workload's containers go into a proposal, by the same rule as the patches of
 * the Recommendation: those whose recommended size is not what the template has. Where the verdict
 * keeps the size, only a limit that was raised goes in.
 */
final class ContainerChanges {
  private final WorkloadRef ref;
  private final boolean low;
  private final List<AutoscalerAdvice> autoscalers;
  private final List<NotProposed> left = new ArrayList<>();

  ContainerChanges(
      WorkloadRef ref, Confidence.Level confidence, List<AutoscalerAdvice> autoscalers) {
    this.ref = ref;
    this.low = confidence == Confidence.Level.LOW;
    this.autoscalers = autoscalers;
  }

  /** What was left out so far, and why. */
  List<NotProposed> left() {
    return List.copyOf(left);
  }

  Optional<ProposedContainer> of(ContainerRecommendation container) {
    ContainerRole role =
        container.getRole() == null
            ? ContainerRole.MAIN
            : switch (container.getRole()) {
              case Main -> ContainerRole.MAIN;
              case Init -> ContainerRole.INIT;
              case Sidecar -> ContainerRole.SIDECAR;
            };
    return of(container.getName(), role, container.getCpu(), container.getMemory());
  }

  /**
   * @param pod may be null
   */
  Optional<ProposedContainer> of(PodRecommendation pod) {
    return pod == null
        ? Optional.empty()
        : of("", ContainerRole.POD, pod.getCpu(), pod.getMemory());
  }

  private Optional<ProposedContainer> of(
      String name, ContainerRole role, ResourceRecommendation cpu, ResourceRecommendation memory) {
    List<Change> changes = new ArrayList<>();
    change(name, Resource.CPU, cpu).ifPresent(changes::add);
    change(name, Resource.MEMORY, memory).ifPresent(changes::add);
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(new ProposedContainer(name, role, changes));
  }

  private Optional<Change> change(
      String container, Resource resource, ResourceRecommendation recommendation) {
    if (recommendation == null
        || recommendation.getRecommended() == null
        || recommendation.getVerdict() == null) {
      return Optional.empty();
    }
    Size current = size(resource, recommendation.getCurrent());
    Size template =
        recommendation.getTemplate() == null
            ? current
            : size(resource, recommendation.getTemplate());
    Size proposed = proposed(resource, recommendation, current, template);
    if (proposed.equals(template) || isLeftOut(container, resource, template, proposed)) {
      return Optional.empty();
    }
    UsageFigures usage = recommendation.getUsage();
    return Optional.of(
        new Change(
            resource,
            template,
            proposed,
            usage == null ? Optional.empty() : amount(resource, usage.getP95()),
            usage == null ? Optional.empty() : amount(resource, usage.getMax()),
            Objects.requireNonNullElse(recommendation.getExplanation(), "")));
  }

  private static Size proposed(
      Resource resource, ResourceRecommendation recommendation, Size current, Size template) {
    Size recommended = size(resource, recommendation.getRecommended());
    if (!verdict(recommendation).keepsAll()) {
      return recommended;
    }
    boolean raised = !recommended.limit().equals(current.limit());
    return raised ? new Size(template.request(), recommended.limit()) : template;
  }

  private boolean isLeftOut(String container, Resource resource, Size template, Size proposed) {
    Optional<AutoscalerAdvice> together =
        autoscalers.stream()
            .filter(a -> a.getDecision() == AutoscalerAdvice.Decision.ScalePoint)
            .filter(a -> resource.key().equals(a.getResource()))
            .filter(a -> a.getContainer() == null || a.getContainer().equals(container))
            .findFirst();
    if (together.isPresent() && !template.request().equals(proposed.request())) {
      AutoscalerAdvice with = together.get();
      leave(
          container,
          Reason.AUTOSCALER_TARGET,
          "%s: %s %s must get a new target together with the size, which a request does not"
                  .formatted(resource.key(), with.getKind(), with.getName())
              + " edit; apply both by hand (rightsize patch), or set spec.autoscaler to Hold");
      return true;
    }
    if (low && shrinks(template, proposed)) {
      leave(
          container,
          Reason.LOW_CONFIDENCE,
          resource.key()
              + " would shrink on little history; it is proposed once the confidence is Medium");
      return true;
    }
    return false;
  }

  /** An amount that was absent does not shrink; a limit that is taken away grows. */
  private static boolean shrinks(Size from, Size to) {
    return less(from.request(), to.request()) || less(from.limit(), to.limit());
  }

  private static boolean less(Optional<Amount> from, Optional<Amount> to) {
    return from.isPresent() && to.isPresent() && to.get().compareTo(from.get()) < 0;
  }

  private void leave(String container, Reason reason, String message) {
    left.add(
        new NotProposed(
            ref,
            Optional.of(container).filter(name -> !name.isEmpty()),
            Optional.empty(),
            reason,
            message));
  }

  private static Verdict verdict(ResourceRecommendation recommendation) {
    String text = recommendation.getVerdict().name();
    return Arrays.stream(Verdict.values())
        .filter(v -> v.text().equals(text))
        .findFirst()
        .orElseThrow();
  }

  private static Size size(Resource resource, RequestAndLimit size) {
    return size == null
        ? Size.NONE
        : new Size(amount(resource, size.getRequest()), amount(resource, size.getLimit()));
  }

  private static Optional<Amount> amount(Resource resource, String quantity) {
    return Optional.ofNullable(quantity).map(q -> Amount.parse(resource, q));
  }
}

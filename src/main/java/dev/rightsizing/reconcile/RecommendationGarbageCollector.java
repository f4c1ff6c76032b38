// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import static java.util.stream.Collectors.groupingBy;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.steps.KnownRecommendation;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Removes a policy's Recommendations when the policy is deleted, and at the start and every hour
 * those whose policy is gone all the same. Owner references cannot do it, because an object with
 * two owners waits for both; a finalizer would keep a namespace from being deleted while the
 * operator is away.
 *
 * <p>Nothing is deleted before the API server says that the policy is gone, nothing of policies in
 * namespaces that are not watched, and nothing that changed since it was listed.
 */
public final class RecommendationGarbageCollector implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RecommendationGarbageCollector.class);
  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
  private static final Duration RETRY = Duration.ofMinutes(1);

  private final List<SharedIndexInformer<RightSizingPolicy>> informers =
      new CopyOnWriteArrayList<>();
  private final KubernetesClient client;
  private final RecommendationStore store;
  private final PolicyLookup policies;
  private final ReconcileSettings settings;
  private final Consumer<Policy.Id> forget;
  private final Work work;
  private final Landing landing;

  /**
   * Where the work is done.
   *
   * @param thread one, so that no two removals meet
   * @param replacedWithin how long a policy that is deleted may take to be made anew under its
   *     name, as by {@code kubectl replace --force}, and keep its Recommendations with their
   *     decisions
   */
  public record Work(ScheduledExecutorService thread, Duration replacedWithin) {}

  /** Brings changes that are under way to an end, before what is remembered of them is deleted. */
  @FunctionalInterface
  public interface Landing {
    /** There are no such changes. */
    Landing NONE = (policy, recommendations) -> Optional.empty();

    /**
     * Goes on with them.
     *
     * @return when to ask again; empty when none is under way any more
     */
    Optional<Duration> land(Policy.Id policy, List<Recommendation> recommendations);
  }

  /** Where no workload is ever changed. */
  public RecommendationGarbageCollector(
      KubernetesClient client,
      RecommendationStore store,
      ReconcileSettings settings,
      Consumer<Policy.Id> forget,
      Work work) {
    this(client, store, settings, forget, work, Landing.NONE);
  }

  /**
   * @param forget frees what is kept in memory for a policy that is gone
   */
  public RecommendationGarbageCollector(
      KubernetesClient client,
      RecommendationStore store,
      ReconcileSettings settings,
      Consumer<Policy.Id> forget,
      Work work,
      Landing landing) {
    this.landing = landing;
    this.client = client;
    this.store = store;
    this.policies = new PolicyLookup(client);
    this.settings = settings;
    this.forget = forget;
    this.work = work;
  }

  /** Watches policies and sweeps, now and every hour. Returns at once. */
  public void start() {
    watch();
    work.thread()
        .scheduleWithFixedDelay(
            this::guardedSweep, 0, BETWEEN_SWEEPS.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void watch() {
    var all = client.resources(RightSizingPolicy.class);
    if (settings.watchNamespaces().isEmpty()) {
      watch(all.inAnyNamespace());
    } else {
      settings.watchNamespaces().forEach(namespace -> watch(all.inNamespace(namespace)));
    }
  }

  private void watch(Informable<RightSizingPolicy> scope) {
    SharedIndexInformer<RightSizingPolicy> informer = scope.runnableInformer(0);
    // Whatever ends it passes, and what was deleted meanwhile is noticed then.
    informer.exceptionHandler((started, fault) -> true);
    informer.addEventHandler(new OnDelete());
    informers.add(informer);
    informer.start();
  }

  private void sweep() {
    store.all().stream()
        .collect(groupingBy(RecommendationGarbageCollector::policyOf))
        .forEach(
            (policy, recommendations) -> {
              if (settings.watches(policy.namespace()) && !isKnown(policy)) {
                remove(policy, recommendations);
              }
            });
  }

  /** A policy is gone: frees what is kept for it and removes its Recommendations soon. */
  public void removed(Policy.Id policy) {
    forget.accept(policy);
    later(policy, work.replacedWithin());
  }

  private void later(Policy.Id policy, Duration wait) {
    work.thread().schedule(() -> removeAll(policy), wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void removeAll(Policy.Id policy) {
    try {
      if (!isKnown(policy)) {
        remove(policy, store.of(policy).stream().filter(r -> policyOf(r).equals(policy)).toList());
      }
    } catch (RuntimeException e) {
      LOG.warnf(
          "Recommendations of the deleted policy %s cannot be removed yet: %s",
          policy, e.getMessage());
      later(policy, RETRY);
    }
  }

  /**
   * @param recommendations as they were listed before the API server is asked for the policy: one
   *     that a new policy of that name has written since is left alone
   */
  private void remove(Policy.Id policy, List<Recommendation> recommendations) {
    if (!policies.isGone(policy)) {
      return;
    }
    forget.accept(policy);
    Optional<Duration> again = landing.land(policy, recommendations);
    boolean changing =
        recommendations.stream().anyMatch(RecommendationGarbageCollector::isChanging);
    int deleted = 0;
    for (Recommendation recommendation : recommendations) {
      if (isKnown(policy)) {
        break;
      }
      if (!isChanging(recommendation) && store.deleteUnchanged(recommendation)) {
        deleted++;
      }
    }
    if (deleted > 0) {
      LOG.infof("policy %s is gone: its %d Recommendations are deleted", policy, deleted);
    }
    if (changing) {
      // They have changed since they were listed.
      later(policy, again.orElse(Duration.ZERO));
    }
  }

  private static boolean isChanging(Recommendation recommendation) {
    return KnownRecommendation.isInFlight(recommendation.getStatus());
  }

  private boolean isKnown(Policy.Id policy) {
    return informers.stream()
        .anyMatch(
            informer ->
                informer.getStore().getByKey(policy.namespace() + "/" + policy.name()) != null);
  }

  private void guardedSweep() {
    try {
      sweep();
    } catch (RuntimeException e) {
      // A task that throws would be its last run.
      LOG.warnf(
          "Recommendations whose policy is gone cannot be removed; tried again in a minute: %s",
          e.getMessage());
      work.thread().schedule(this::guardedSweep, RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static Policy.Id policyOf(Recommendation recommendation) {
    String namespace = recommendation.getSpec().getPolicyNamespace();
    return new Policy.Id(
        namespace == null ? recommendation.getMetadata().getNamespace() : namespace,
        recommendation.getSpec().getPolicy());
  }

  @Override
  public void close() {
    work.thread().shutdownNow();
    informers.forEach(SharedIndexInformer::stop);
  }

  private final class OnDelete implements ResourceEventHandler<RightSizingPolicy> {
    @Override
    public void onAdd(RightSizingPolicy policy) {
      // The reconcilers see it.
    }

    @Override
    public void onUpdate(RightSizingPolicy before, RightSizingPolicy now) {
      // The reconcilers see it.
    }

    @Override
    public void onDelete(RightSizingPolicy policy, boolean unknownFinalState) {
      removed(PolicyEvaluation.id(policy));
    }
  }
}

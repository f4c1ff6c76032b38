// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.evaluate.PolicyConflict;
import dev.rightsizing.evaluate.PreviousSizes;
import dev.rightsizing.model.Estimator;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.PreviousSizesReader;
import dev.rightsizing.recommend.RecommendationMapper;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.workload.ClusterView.Failure;
import dev.rightsizing.workload.WorkloadException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Writes what an evaluation says, several objects at a time, and removes what no details. */
public final class RecommendationWriter {
  private final RecommendationStore store;
  private final BoundedWrites writes;
  private final RecommendationMapper mapper = new RecommendationMapper();

  public RecommendationWriter(RecommendationStore store, BoundedWrites writes) {
    this.store = store;
    this.writes = writes;
  }

  /**
   * Writes one Recommendation a workload.
   *
   * @return the workloads whose Recommendation was refused, each for itself
   * @throws WorkloadException when the API server refuses all; the others were written
   */
  public List<Failure> write(Policy.Id policy, Evaluation evaluation, Instant now)
      throws WorkloadException {
    Map<Key, Recommendation> before = existing(policy);
    List<Failure> of = new ArrayList<>();
    List<Runnable> jobs = new ArrayList<>();
    for (WorkloadRecommendation said : evaluation.recommendations()) {
      jobs.add(() -> write(policy, said, before, now));
      of.add(failure(said.workload().ref(), said.workload().uid(), ""));
    }
    for (Failure failure : evaluation.failures()) {
      jobs.add(() -> write(policy, failure, before, now));
      of.add(failure);
    }
    Set<Key> spokenFor = spokenFor(evaluation);
    before.forEach(
        (key, old) -> {
          if (!spokenFor.contains(key)) {
            jobs.add(() -> store.delete(old));
          }
        });
    List<Failure> refused =
        run(jobs).stream()
            .filter(r -> r.write() < of.size())
            .map(r -> failure(of.get(r.write()).ref(), of.get(r.write()).uid(), r.why()))
            .toList();
    try {
      run(refused.stream().map(f -> (Runnable) () -> write(policy, f, before, now)).toList());
    } catch (WorkloadException e) {
      // Only the policy reports what is refused again.
      return refused;
    }
    return refused;
  }

  private static Failure failure(WorkloadRef ref, String uid, String why) {
    return new Failure(ref, uid, Reason.WORKLOAD_FAILED, why);
  }

  /**
   * What a policy's Recommendations asked for; nothing where no estimator looks back.
   *
   * @throws WorkloadException when the API server refuses
   */
  public PreviousSizes previous(Policy.Id policy, SizingSettings settings)
      throws WorkloadException {
    boolean looksBack =
        settings.cpu().estimator() == Estimator.ADAPTIVE
            || settings.memory().estimator() == Estimator.ADAPTIVE;
    return looksBack
        ? new PreviousSizesReader().read(existing(policy).values())
        : PreviousSizes.NONE;
  }

  /** Marks all of a policy's Recommendations stale; their figures stay as they are. */
  public void markStale(Policy.Id policy, Reason reason, String message, Instant now) {
    try {
      List<Runnable> jobs = new ArrayList<>();
      for (Recommendation old : store.of(policy)) {
        jobs.add(() -> store.applyStatus(old, mapper.stale(old.getStatus(), reason, message, now)));
      }
      run(jobs);
    } catch (KubernetesClientException | WorkloadException e) {
      // The policy's own condition tells the first problem; this one comes again with the retry.
      return;
    }
  }

  private void write(
      Policy.Id policy, WorkloadRecommendation said, Map<Key, Recommendation> before, Instant now) {
    WorkloadRef ref = said.workload().ref();
    Optional<Recommendation> old = Optional.ofNullable(before.get(Key.of(ref)));
    Recommendation object = mapper.object(policy, said.workload());
    if (old.isEmpty() || differs(old.get(), object)) {
      store.apply(object);
    }
    RecommendationStatus was = old.map(Recommendation::getStatus).orElse(null);
    store.applyStatus(object, status(said, was, now));
  }

  /** Usage that is suddenly gone does not wipe out figures that stood on real usage. */
  private RecommendationStatus status(
      WorkloadRecommendation said, RecommendationStatus was, Instant now) {
    boolean gone =
        said.problem() == Reason.USAGE_MISSING
            && said.containers().stream()
                .allMatch(c -> c.cpu().usage().isEmpty() && c.memory().usage().isEmpty());
    if (gone && hadUsage(was)) {
      return mapper.stale(was, said.problem(), said.message(), now);
    }
    return mapper.status(said, was, now);
  }

  private static boolean hadUsage(RecommendationStatus was) {
    return was != null
        && was.getContainers() != null
        && was.getContainers().stream()
            .anyMatch(
                c ->
                    c.getCpu() != null && c.getCpu().getUsage() != null
                        || c.getMemory() != null && c.getMemory().getUsage() != null);
  }

  private void write(
      Policy.Id policy, Failure failure, Map<Key, Recommendation> before, Instant now) {
    Optional<Recommendation> old = Optional.ofNullable(before.get(Key.of(failure.ref())));
    Recommendation object = mapper.object(policy, failure.ref(), failure.uid());
    if (old.isEmpty()) {
      store.apply(object);
    }
    RecommendationStatus was = old.map(Recommendation::getStatus).orElse(null);
    store.applyStatus(object, mapper.failed(was, failure.reason(), failure.message(), now));
  }

  private static boolean differs(Recommendation old, Recommendation wanted) {
    return !Objects.equals(old.getSpec().getPolicy(), wanted.getSpec().getPolicy())
        || !Objects.equals(
            old.getSpec().getPolicyNamespace(), wanted.getSpec().getPolicyNamespace())
        || !old.getMetadata()
            .getLabels()
            .entrySet()
            .containsAll(wanted.getMetadata().getLabels().entrySet())
        || !old.getMetadata()
            .getOwnerReferences()
            .equals(wanted.getMetadata().getOwnerReferences());
  }

  private Map<Key, Recommendation> existing(Policy.Id policy) throws WorkloadException {
    try {
      Map<Key, Recommendation> existing = new HashMap<>();
      for (Recommendation old : store.of(policy)) {
        existing.put(new Key(old.getMetadata().getNamespace(), old.getMetadata().getName()), old);
      }
      return existing;
    } catch (KubernetesClientException e) {
      throw failed(e);
    }
  }

  /** A contested workload's Recommendation is left to the older policy, decision and all. */
  private static Set<Key> spokenFor(Evaluation evaluation) {
    Set<Key> keys = new HashSet<>();
    evaluation.recommendations().forEach(r -> keys.add(Key.of(r.workload().ref())));
    evaluation.failures().forEach(f -> keys.add(Key.of(f.ref())));
    evaluation.contested().stream().map(PolicyConflict::workload).map(Key::of).forEach(keys::add);
    return keys;
  }

  private List<BoundedWrites.Refused> run(List<Runnable> jobs) throws WorkloadException {
    try {
      return writes.run(jobs);
    } catch (KubernetesClientException e) {
      throw failed(e);
    }
  }

  private static WorkloadException failed(KubernetesClientException e) {
    boolean forbidden = e.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
    return new WorkloadException(
        forbidden ? Reason.KUBERNETES_FORBIDDEN : Reason.KUBERNETES_UNREACHABLE,
        "cannot write Recommendations: " + e.getMessage(),
        e);
  }

  private record Key(String namespace, String name) {
    static Key of(WorkloadRef ref) {
      return new Key(ref.namespace(), RecommendationNames.name(ref));
    }
  }
}

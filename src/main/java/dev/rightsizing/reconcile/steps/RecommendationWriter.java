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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Writes what an evaluation says, several objects at a time, and removes what no details. */
public final class RecommendationWriter {
  private final RecommendationStore store;
  private final BoundedWrites writes;
  private final Function<Policy.Id, List<KnownRecommendation>> known;
  private final FirstRisk firstRisk;
  private final WriteListener listener;
  private final RecommendationMapper mapper = new RecommendationMapper();
  private final WorkloadWriter writer;

  /** Lists Recommendations at each evaluation, and leaves the risk of new ones for later. */
  public RecommendationWriter(RecommendationStore store, BoundedWrites writes) {
    this(store, writes, store::known, FirstRisk.NONE, WriteListener.NONE);
  }

  /**
   * @param known the Recommendations of a policy as far as they are known; one that is missing
   *     there is found when it is to be created
   */
  public RecommendationWriter(
      RecommendationStore store,
      BoundedWrites writes,
      Function<Policy.Id, List<KnownRecommendation>> known,
      FirstRisk firstRisk,
      WriteListener listener) {
    this.store = store;
    this.writes = writes;
    this.known = known;
    this.firstRisk = firstRisk;
    this.listener = listener;
    this.writer = new WorkloadWriter(store, mapper);
  }

  /**
   * Writes one Recommendation a workload, where it says something new.
   *
   * @return the workloads whose Recommendation was refused, each for itself
   * @throws WorkloadException when the API server refuses all; the others were written
   */
  public List<Failure> write(Policy policy, Evaluation evaluation, Instant now)
      throws WorkloadException {
    Map<Key, KnownRecommendation> before = existing(policy.id());
    Map<WorkloadRef, RecommendationStatus> risks = risks(policy, evaluation, before, now);
    Tally tally = new Tally();
    Queue<WorkloadRecommendation> skipped = new ConcurrentLinkedQueue<>();
    List<Failure> of = new ArrayList<>();
    List<Runnable> jobs = new ArrayList<>();
    for (WorkloadRecommendation one : evaluation.recommendations()) {
      WorkloadRef ref = one.workload().ref();
      Optional<KnownRecommendation> is = Optional.ofNullable(before.get(Key.of(ref)));
      Optional<RecommendationStatus> risk = Optional.ofNullable(risks.get(ref));
      jobs.add(
          () -> {
            Wrote wrote = writer.write(policy.id(), one, is, risk, now);
            tally.add(is, wrote, now);
            if (wrote == Wrote.NOTHING) {
              skipped.add(one);
            }
          });
      of.add(failure(ref, one.workload().uid(), ""));
    }
    for (Failure failure : evaluation.failures()) {
      jobs.add(failed(policy.id(), failure, before, tally, now));
      of.add(failure);
    }
    Set<Key> spokenFor = spokenFor(evaluation);
    before.forEach(
        (key, old) -> {
          if (!spokenFor.contains(key)) {
            jobs.add(() -> removed(old, now));
          }
        });
    List<Failure> refused =
        run(jobs).stream()
            .filter(r -> r.write() < of.size())
            .map(r -> failure(of.get(r.write()).ref(), of.get(r.write()).uid(), r.why()))
            .toList();
    recreate(policy.id(), skipped, now);
    try {
      run(refused.stream().map(f -> failed(policy.id(), f, before, tally, now)).toList());
    } catch (WorkloadException e) {
      // Only the policy reports what is refused again.
      return refused;
    } finally {
      tally.report(policy.id(), listener);
    }
    return refused;
  }

  /** What is remembered of a change under way would be lost, so that one waits for its end. */
  private void removed(KnownRecommendation old, Instant now) {
    if (old.inFlight()) {
      writer.markStale(
          old, Reason.POLICY_STOPPED, "The policy does not select the workload any more.", now);
    } else {
      store.delete(old.object());
    }
  }

  /**
   * Creates those that had nothing new to say and were deleted meanwhile, such as those of a policy
   * that was replaced by one of the same name.
   */
  private void recreate(Policy.Id policy, Collection<WorkloadRecommendation> skipped, Instant now)
      throws WorkloadException {
    if (skipped.isEmpty()) {
      return;
    }
    Set<Key> there = existing(policy).keySet();
    List<Runnable> jobs = new ArrayList<>();
    for (WorkloadRecommendation one : skipped) {
      if (!there.contains(Key.of(one.workload().ref()))) {
        jobs.add(() -> writer.write(policy, one, Optional.empty(), Optional.empty(), now));
      }
    }
    run(jobs);
  }

  private Runnable failed(
      Policy.Id policy,
      Failure failure,
      Map<Key, KnownRecommendation> before,
      Tally tally,
      Instant now) {
    Optional<KnownRecommendation> is = Optional.ofNullable(before.get(Key.of(failure.ref())));
    return () -> tally.add(is, writer.write(policy, failure, is, now), now);
  }

  /** The risk of what is to be created. */
  private Map<WorkloadRef, RecommendationStatus> risks(
      Policy policy, Evaluation evaluation, Map<Key, KnownRecommendation> before, Instant now) {
    List<Recommendation> created =
        evaluation.recommendations().stream()
            .filter(one -> !before.containsKey(Key.of(one.workload().ref())))
            .map(
                one -> {
                  Recommendation object = mapper.object(policy.id(), one.workload());
                  object.setStatus(mapper.status(one, null, now));
                  return object;
                })
            .toList();
    return created.isEmpty() ? Map.of() : firstRisk.assess(policy, created, now);
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
        ? new PreviousSizesReader()
            .read(existing(policy).values().stream().map(KnownRecommendation::object).toList())
        : PreviousSizes.NONE;
  }

  /**
   * Marks all of a policy's Recommendations stale; their figures stay as they are. Those that are
   * marked for this reason already are left alone, so that an outage is written once.
   */
  public void markStale(Policy.Id policy, Reason reason, String message, Instant now) {
    try {
      if (known.apply(policy).stream().allMatch(k -> WorkloadWriter.isStale(k, reason))) {
        return;
      }
      List<Runnable> jobs = new ArrayList<>();
      for (Recommendation old : store.of(policy)) {
        if (!WorkloadWriter.isStale(KnownRecommendation.of(old), reason)) {
          jobs.add(() -> writer.markStale(old, reason, message, now));
        }
      }
      run(jobs);
    } catch (KubernetesClientException | WorkloadException e) {
      // The policy's own condition has the first problem; this one recurs with the retry.
      return;
    }
  }

  private Map<Key, KnownRecommendation> existing(Policy.Id policy) throws WorkloadException {
    try {
      Map<Key, KnownRecommendation> existing = new HashMap<>();
      for (KnownRecommendation one : known.apply(policy)) {
        existing.put(
            new Key(
                one.object().getMetadata().getNamespace(), one.object().getMetadata().getName()),
            one);
      }
      return existing;
    } catch (KubernetesClientException e) {
      throw failed(e);
    }
  }

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

  /** What became of the writes; several threads add to it. */
  private static final class Tally {
    private int written;
    private int unchanged;
    private Instant oldest;

    synchronized void report(Policy.Id policy, WriteListener listener) {
      listener.wrote(policy.toString(), written, unchanged, Optional.ofNullable(oldest));
    }

    synchronized void add(Optional<KnownRecommendation> before, Wrote wrote, Instant now) {
      if (wrote == Wrote.NOTHING) {
        unchanged++;
      } else {
        written++;
      }
      Instant computed =
          wrote == Wrote.ALL ? now : before.flatMap(RefreshSchedule::computedAt).orElse(now);
      oldest = oldest == null || computed.isBefore(oldest) ? computed : oldest;
    }
  }
}

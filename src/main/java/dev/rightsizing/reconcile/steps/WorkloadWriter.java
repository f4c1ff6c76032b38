// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.recommend.Conditions;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.RecommendationMapper;
import dev.rightsizing.workload.ClusterView.Failure;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes one workload's Recommendation: only what says something new, and never half of it. */
final class WorkloadWriter {
  /** The risk may be written by the other field manager between a read and a write. */
  private static final int TRIES = 3;

  private final RecommendationStore store;
  private final RecommendationMapper mapper;

  WorkloadWriter(RecommendationStore store, RecommendationMapper mapper) {
    this.store = store;
    this.mapper = mapper;
  }

  /**
   * Writes what an evaluation says.
   *
   * @param known as it is; empty: it is to be created
   * @param risk of one that is to be created, where it is known
   */
  Wrote write(
      Policy.Id policy,
      WorkloadRecommendation evaluated,
      Optional<KnownRecommendation> known,
      Optional<RecommendationStatus> risk,
      Instant now) {
    Recommendation object = mapper.object(policy, evaluated.workload());
    Optional<KnownRecommendation> is = known;
    boolean changed = is.isEmpty() || differs(is.get().object(), object);
    if (changed && store.apply(object)) {
      send(object, true, true, before -> with(mapper.status(evaluated, null, now), risk));
      return Wrote.ALL;
    }
    if (is.isEmpty()) {
      is = Optional.of(read(object));
    }
    RecommendationStatus before = is.get().object().getStatus();
    if (usageIsGone(evaluated) && is.get().withUsage()) {
      boolean marked = markStale(is.get(), evaluated.problem(), evaluated.message(), now);
      return marked || changed ? Wrote.KEEPING_FIGURES : Wrote.NOTHING;
    }
    boolean news =
        StatusDigest.ofEvaluation(mapper.status(evaluated, before, now)).differs(is.get().digest());
    if (!news && !RefreshSchedule.isDue(is.get(), now)) {
      return changed ? Wrote.KEEPING_FIGURES : Wrote.NOTHING;
    }
    send(
        object(object, is.get()),
        is.get().riskOwned(),
        true,
        b -> mapper.status(evaluated, b, now));
    return Wrote.ALL;
  }

  /** Writes that a workload could not be evaluated; its figures stay as they are. */
  Wrote write(Policy.Id policy, Failure failure, Optional<KnownRecommendation> known, Instant now) {
    Recommendation object = mapper.object(policy, failure.ref(), failure.uid());
    if (known.isEmpty() && store.apply(object)) {
      send(object, true, true, b -> mapper.failed(null, failure.reason(), failure.message(), now));
      return Wrote.KEEPING_FIGURES;
    }
    KnownRecommendation is = known.orElseGet(() -> read(object));
    boolean same =
        condition(is.object(), Conditions.READY)
            .filter(ready -> ready.getStatus() == Condition.Status.False)
            .filter(ready -> failure.reason().text().equals(ready.getReason()))
            .filter(
                ready ->
                    StatusDigest.words(ready.getMessage())
                        .equals(StatusDigest.words(failure.message())))
            .isPresent();
    if (same && isStale(is, failure.reason())) {
      return Wrote.NOTHING;
    }
    whole(is, b -> mapper.failed(b, failure.reason(), failure.message(), now));
    return Wrote.KEEPING_FIGURES;
  }

  /** Once for each reason: the message is that of the first time. */
  boolean markStale(KnownRecommendation known, Reason reason, String message, Instant now) {
    if (isStale(known, reason)) {
      return false;
    }
    whole(known, before -> mapper.stale(before, reason, message, now));
    return true;
  }

  /** Marks a Recommendation stale that was just read; its figures stay as they are. */
  void markStale(Recommendation whole, Reason reason, String message, Instant now) {
    send(
        whole,
        KnownRecommendation.of(whole).riskOwned(),
        false,
        before -> mapper.stale(before, reason, message, now));
  }

  /** Whether it is marked stale for that reason. */
  static boolean isStale(KnownRecommendation known, Reason reason) {
    return condition(known.object(), Conditions.STALE)
        .filter(stale -> stale.getStatus() == Condition.Status.True)
        .filter(stale -> reason.text().equals(stale.getReason()))
        .isPresent();
  }

  /** Usage that is suddenly gone does not wipe out figures that stood on real usage. */
  private static boolean usageIsGone(WorkloadRecommendation evaluated) {
    return evaluated.problem() == Reason.USAGE_MISSING
        && evaluated.containers().stream()
            .allMatch(c -> c.cpu().usage().isEmpty() && c.memory().usage().isEmpty());
  }

  private KnownRecommendation read(Recommendation object) {
    return KnownRecommendation.of(store.get(object).orElseThrow(WorkloadWriter::deleted));
  }

  private void whole(
      KnownRecommendation known, Function<RecommendationStatus, RecommendationStatus> status) {
    Recommendation whole = store.get(known.object()).orElseThrow(WorkloadWriter::deleted);
    send(whole, KnownRecommendation.of(whole).riskOwned(), false, status);
  }

  /** What is to be created again if it is gone, with the state that its status is made from. */
  private static Recommendation object(Recommendation wanted, KnownRecommendation known) {
    Recommendation object = new Recommendation();
    object.setMetadata(wanted.getMetadata());
    object.getMetadata().setResourceVersion(known.object().getMetadata().getResourceVersion());
    object.setSpec(wanted.getSpec());
    object.setStatus(known.object().getStatus());
    return object;
  }

  /**
   * Sends a status. As long as the risk evaluation has not taken over the risk that the first
   * status had, this field manager owns it and has to send it along; then, and only then, the
   * object must be as it was read.
   *
   * @param create whether one that somebody deleted meanwhile is made again, because its workload
   *     is there
   */
  private void send(
      Recommendation from,
      boolean riskOwned,
      boolean create,
      Function<RecommendationStatus, RecommendationStatus> status) {
    Recommendation is = from;
    boolean owned = riskOwned;
    for (int left = TRIES; left > 0; left--) {
      RecommendationStatus before = is.getStatus();
      boolean carries = !owned && before != null && before.getRisk() != null;
      try {
        store.applyStatus(
            is,
            with(status.apply(before), carries ? Optional.of(before) : Optional.empty()),
            carries ? Optional.of(is.getMetadata().getResourceVersion()) : Optional.empty());
        return;
      } catch (KubernetesClientException e) {
        if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND && create && left > 1) {
          is = again(is);
          owned = true;
        } else if (e.getCode() == HttpURLConnection.HTTP_CONFLICT && carries && left > 1) {
          is = store.get(is).orElseThrow(WorkloadWriter::deleted);
          owned = KnownRecommendation.of(is).riskOwned();
        } else if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
          throw deleted();
        } else {
          throw e;
        }
      }
    }
  }

  /** Such as after its policy was replaced by one of the same name. */
  private Recommendation again(Recommendation gone) {
    Recommendation object = new Recommendation();
    object.setMetadata(gone.getMetadata());
    object.getMetadata().setResourceVersion(null);
    object.getMetadata().setUid(null);
    object.getMetadata().setManagedFields(null);
    object.setSpec(gone.getSpec());
    store.apply(object);
    return object;
  }

  private static NotWrittenException deleted() {
    return new NotWrittenException(
        "its Recommendation was deleted while it was being written; the next evaluation writes it");
  }

  /** A status with another one's risk and the condition of it. */
  private static RecommendationStatus with(
      RecommendationStatus status, Optional<RecommendationStatus> risk) {
    if (risk.isPresent()) {
      List<Condition> conditions = new ArrayList<>(status.getConditions());
      conditions(risk.get())
          .filter(condition -> condition.getType().equals(Conditions.AT_RISK))
          .forEach(conditions::add);
      status.setRisk(risk.get().getRisk());
      status.setConditions(conditions);
    }
    return status;
  }

  private static Optional<Condition> condition(Recommendation object, String type) {
    return conditions(object.getStatus()).filter(c -> c.getType().equals(type)).findFirst();
  }

  private static Stream<Condition> conditions(RecommendationStatus status) {
    return status == null || status.getConditions() == null
        ? Stream.empty()
        : status.getConditions().stream();
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
}

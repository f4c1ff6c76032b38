// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.apply.Journal;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.recommend.ApplyStatusMapper;
import dev.rightsizing.recommend.Conditions;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.StatusDigest;
import dev.rightsizing.reconcile.steps.StatusWriter;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Keeps what is remembered of changes in the status of the Recommendations that one pass works on,
 * under a field manager of its own. Each write demands that the object is as it was read; since
 * other controllers write other parts of the same status all the time, one that changed is read
 * again, and only another memory than the one that the pass began with is a loss.
 */
final class RecommendationJournal implements Journal {
  /** Others write a status seldom; more than that is no coincidence. */
  private static final int TRIES = 5;

  private final ApplyStatusMapper mapper = new ApplyStatusMapper();
  private final Map<WorkloadRef, Recommendation> objects;
  private final RecommendationStore store;
  private final StatusWriter writer;
  private final BiConsumer<WorkloadRef, String> refused;
  private final BiConsumer<Recommendation, String> wrote;
  private final Clock clock;

  /**
   * @param objects of the pass, as they were read
   * @param refused hears why a write was refused, for people
   * @param wrote hears of each write, with the resourceVersion of the object after it
   */
  RecommendationJournal(
      Map<WorkloadRef, Recommendation> objects,
      RecommendationStore store,
      StatusWriter writer,
      BiConsumer<WorkloadRef, String> refused,
      BiConsumer<Recommendation, String> wrote,
      Clock clock) {
    this.objects = new ConcurrentHashMap<>(objects);
    this.store = store;
    this.writer = writer;
    this.refused = refused;
    this.wrote = wrote;
    this.clock = clock;
  }

  @Override
  public boolean keep(WorkloadRef ref, ApplyMemory memory) {
    Recommendation object = objects.get(ref);
    if (object == null) {
      return false;
    }
    try {
      return keep(ref, object, memory);
    } catch (KubernetesClientException e) {
      refused.accept(ref, String.valueOf(e.getMessage()));
      return false;
    }
  }

  private boolean keep(WorkloadRef ref, Recommendation began, ApplyMemory memory) {
    Recommendation is = began;
    for (int left = TRIES; left > 0; left--) {
      RecommendationStatus wanted = mapper.workload(memory, is.getStatus(), clock.instant());
      if (text(wanted).equals(text(is.getStatus()))) {
        objects.put(ref, is);
        return true;
      }
      try {
        String version = is.getMetadata().getResourceVersion();
        Optional<String> now = writer.status(is, wanted, Optional.of(version));
        wrote.accept(is, now.orElse(""));
        objects.put(ref, written(is, wanted, now.orElse(version)));
        return true;
      } catch (KubernetesClientException e) {
        if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
          return false;
        }
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
          throw e;
        }
      }
      Optional<Recommendation> again = store.get(is).filter(other -> isSame(began, other));
      if (again.isEmpty()) {
        return false;
      }
      is = again.get();
    }
    refused.accept(ref, "its Recommendation changes faster than it can be written");
    return false;
  }

  /** Neither made anew, nor with another memory than the pass knows. */
  private static boolean isSame(Recommendation began, Recommendation other) {
    return Objects.equals(began.getMetadata().getUid(), other.getMetadata().getUid())
        && apply(began.getStatus()).equals(apply(other.getStatus()));
  }

  private static Recommendation written(
      Recommendation object, RecommendationStatus part, String version) {
    Recommendation now = Serialization.clone(object);
    now.getMetadata().setResourceVersion(version);
    if (now.getStatus() == null) {
      now.setStatus(new RecommendationStatus());
    }
    now.getStatus().setApply(part.getApply());
    now.getStatus()
        .setConditions(
            Stream.concat(
                    Objects.requireNonNullElse(
                            now.getStatus().getConditions(), List.<Condition>of())
                        .stream()
                        .filter(c -> !c.getType().equals(Conditions.APPLIED)),
                    part.getConditions().stream())
                .toList());
    return now;
  }

  private static String apply(RecommendationStatus status) {
    return status == null || status.getApply() == null
        ? ""
        : Serialization.asJson(status.getApply());
  }

  /**
   * What this field manager writes of a status. While no change is under way, numbers inside of
   * sentences are no news: a guard gives those of the moment, and a thousand workloads that wait
   * would be written with each pass.
   */
  private static String text(RecommendationStatus status) {
    if (status == null) {
      return "";
    }
    RecommendationStatus part = new RecommendationStatus();
    part.setApply(status.getApply() == null ? null : Serialization.clone(status.getApply()));
    part.setConditions(
        Objects.requireNonNullElse(status.getConditions(), List.<Condition>of()).stream()
            .filter(c -> c.getType().equals(Conditions.APPLIED))
            .map(Serialization::clone)
            .toList());
    if (part.getApply() != null && part.getApply().getFlight() == null) {
      withoutNumbers(part);
    }
    return Serialization.asJson(part);
  }

  private static void withoutNumbers(RecommendationStatus part) {
    part.getApply().setMessage(words(part.getApply().getMessage()));
    if (part.getApply().getVerdicts() != null) {
      part.getApply().getVerdicts().forEach(v -> v.setMessage(words(v.getMessage())));
    }
    part.getConditions().forEach(c -> c.setMessage(words(c.getMessage())));
  }

  private static String words(String sentence) {
    return sentence == null ? null : StatusDigest.words(sentence);
  }
}

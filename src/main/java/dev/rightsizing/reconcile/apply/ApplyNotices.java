// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.apply.ApplyEvent;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.notice.Notice;
import dev.rightsizing.notice.NoticePublisher;
import dev.rightsizing.recommend.Policy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes each change of a workload's state once. That a guard holds it, is no such change: it is
 * in the status, and would come and go with every window.
 */
final class ApplyNotices {
  private final NoticePublisher publisher;

  ApplyNotices(NoticePublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * Publishes what happened in a pass.
   *
   * @param workloads as the cluster has them; one that is gone is absent
   */
  void publish(
      Policy.Id policy,
      List<ApplyEvent> events,
      Map<WorkloadRef, Recommendation> objects,
      Map<WorkloadRef, Workload> workloads,
      Map<WorkloadRef, ApplyMemory> memories,
      Instant now) {
    for (ApplyEvent event : events) {
      Recommendation object = objects.get(event.ref());
      if (object != null && event.kind() != ApplyEvent.Kind.WATCHING) {
        Optional<Workload> workload = Optional.ofNullable(workloads.get(event.ref()));
        publisher.publish(
            notice(policy, event, object, workload, since(event, memories, now), now));
      }
    }
  }

  private static Instant since(
      ApplyEvent event, Map<WorkloadRef, ApplyMemory> memories, Instant now) {
    return Optional.ofNullable(memories.get(event.ref())).map(ApplyMemory::since).orElse(now);
  }

  private static Notice notice(
      Policy.Id policy,
      ApplyEvent event,
      Recommendation object,
      Optional<Workload> workload,
      Instant since,
      Instant now) {
    return new Notice(
        workload.map(ApplyNotices::subject).orElseGet(() -> subject(object)),
        Optional.of(subject(object)),
        event.reason(),
        isWarning(event.kind()),
        event.message(),
        new Notice.Details(Optional.of(subject(policy)), List.of()),
        event.kind() + "/" + since,
        now,
        Notice.Action.APPLY);
  }

  private static boolean isWarning(ApplyEvent.Kind kind) {
    return switch (kind) {
      case UNDOING, UNDONE, FAILED, GIVEN_UP, OWNED_BY_OTHER -> true;
      case BEGAN, WATCHING, APPLIED, IN_FORCE_ENDED -> false;
    };
  }

  private static Notice.Subject subject(Workload workload) {
    var object = workload.object();
    return new Notice.Subject(
        object.apiVersion(),
        object.kind(),
        workload.ref().namespace(),
        object.name(),
        workload.uid());
  }

  private static Notice.Subject subject(Recommendation object) {
    return new Notice.Subject(
        object.getApiVersion(),
        object.getKind(),
        object.getMetadata().getNamespace(),
        object.getMetadata().getName(),
        object.getMetadata().getUid());
  }

  private static Notice.Subject subject(Policy.Id policy) {
    return new Notice.Subject(
        HasMetadata.getApiVersion(RightSizingPolicy.class),
        HasMetadata.getKind(RightSizingPolicy.class),
        policy.namespace(),
        policy.name(),
        "");
  }
}

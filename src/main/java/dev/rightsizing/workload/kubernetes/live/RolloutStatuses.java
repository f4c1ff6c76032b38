// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.apply.RolloutStatus;
import dev.rightsizing.model.quota.Surge;
import dev.rightsizing.workload.kubernetes.footprint.Footprints;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.DaemonSetUpdateStrategy;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import java.util.Optional;

/**
 * Reads where the roll-out of a built-in workload stands, as {@code kubectl rollout status} does. A
 * status that is not there, or of an older spec, is one of a roll-out that goes on.
 */
final class RolloutStatuses {
  private static final String ON_DELETE = "OnDelete";
  private static final String RECREATE = "Recreate";
  private static final String PROGRESSING = "Progressing";
  private static final String DEADLINE_EXCEEDED = "ProgressDeadlineExceeded";

  /** The reason of a Deployment's condition Progressing once all is rolled out. */
  private static final String COMPLETE = "NewReplicaSetAvailable";

  /** Of what has no roll-out: a CronJob, whose next Job has the new template. */
  static final RolloutStatus NO_ROLLOUT =
      new RolloutStatus(false, false, false, 0, 0, true, false, 0);

  private RolloutStatuses() {}

  static RolloutStatus of(Deployment deployment) {
    int desired = orOne(deployment.getSpec().getReplicas());
    DeploymentStatus status =
        Optional.ofNullable(deployment.getStatus()).orElseGet(DeploymentStatus::new);
    Optional<DeploymentCondition> progress =
        status.getConditions().stream().filter(c -> PROGRESSING.equals(c.getType())).findFirst();
    boolean complete = progress.filter(c -> COMPLETE.equals(c.getReason())).isPresent();
    boolean stuck = progress.filter(c -> DEADLINE_EXCEEDED.equals(c.getReason())).isPresent();
    int updated = orZero(status.getUpdatedReplicas());
    boolean progressing =
        unseen(deployment.getMetadata(), status.getObservedGeneration())
            || updated < desired
            || orZero(status.getReplicas()) > updated
            || !complete && orZero(status.getAvailableReplicas()) < desired;
    boolean recreate =
        deployment.getSpec().getStrategy() != null
            && RECREATE.equals(deployment.getSpec().getStrategy().getType());
    return new RolloutStatus(
        Boolean.TRUE.equals(deployment.getSpec().getPaused()),
        progressing,
        stuck,
        desired,
        orZero(status.getReadyReplicas()),
        false,
        recreate,
        Footprints.surge(deployment.getSpec()).of(desired));
  }

  /** With a partition, pods below it keep the old template for as long as somebody wants. */
  static RolloutStatus of(StatefulSet set) {
    int desired = orOne(set.getSpec().getReplicas());
    StatefulSetStatus status =
        Optional.ofNullable(set.getStatus()).orElseGet(StatefulSetStatus::new);
    Optional<StatefulSetUpdateStrategy> strategy =
        Optional.ofNullable(set.getSpec().getUpdateStrategy());
    int partition =
        strategy
            .map(StatefulSetUpdateStrategy::getRollingUpdate)
            .map(rolling -> orZero(rolling.getPartition()))
            .orElse(0);
    boolean onDelete = strategy.filter(s -> ON_DELETE.equals(s.getType())).isPresent();
    boolean behind =
        partition > 0
            ? orZero(status.getUpdatedReplicas()) < desired - partition
            : status.getUpdateRevision() != null
                && !status.getUpdateRevision().equals(status.getCurrentRevision());
    return new RolloutStatus(
        false,
        unseen(set.getMetadata(), status.getObservedGeneration()) || !onDelete && behind,
        false,
        desired,
        orZero(status.getReadyReplicas()),
        onDelete || partition > 0 && partition >= desired,
        false,
        0);
  }

  static RolloutStatus of(DaemonSet set) {
    DaemonSetStatus status = Optional.ofNullable(set.getStatus()).orElseGet(DaemonSetStatus::new);
    int desired = orZero(status.getDesiredNumberScheduled());
    boolean onDelete =
        Optional.ofNullable(set.getSpec().getUpdateStrategy())
            .map(DaemonSetUpdateStrategy::getType)
            .filter(ON_DELETE::equals)
            .isPresent();
    Surge surge = Footprints.surge(set.getSpec());
    return new RolloutStatus(
        false,
        unseen(set.getMetadata(), status.getObservedGeneration())
            || !onDelete && orZero(status.getUpdatedNumberScheduled()) < desired,
        false,
        desired,
        orZero(status.getNumberReady()),
        onDelete,
        false,
        surge.of(desired));
  }

  /** The same whose controller has yet to look at its newest template. */
  static RolloutStatus unseen(RolloutStatus status) {
    return new RolloutStatus(
        status.paused(),
        true,
        status.stuck(),
        status.desired(),
        status.ready(),
        status.onDelete(),
        status.recreate(),
        status.surge());
  }

  private static boolean unseen(ObjectMeta meta, Long observed) {
    return orZero(observed) < orZero(meta.getGeneration());
  }

  private static int orOne(Integer count) {
    return count == null ? 1 : count;
  }

  private static int orZero(Integer count) {
    return count == null ? 0 : count;
  }

  private static long orZero(Long count) {
    return count == null ? 0 : count;
  }
}

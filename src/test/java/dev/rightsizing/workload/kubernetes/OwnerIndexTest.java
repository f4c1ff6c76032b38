// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.WorkloadKind;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnerIndexTest {
  private final OwnerIndex owners = new OwnerIndex();

  private static ObjectMeta meta(WorkloadKind kind, String name, DeclaredWorkload owner) {
    ObjectMetaBuilder meta =
        new ObjectMetaBuilder().withNamespace("shop").withName(name).withUid(kind + "/" + name);
    if (owner != null) {
      meta.addToOwnerReferences(
          new OwnerReferenceBuilder()
              .withController(true)
              .withApiVersion(owner.ref().kind().apiVersion())
              .withKind(owner.ref().kind().kind())
              .withUid(owner.uid())
              .build());
    }
    return meta.build();
  }

  private DeclaredWorkload has(WorkloadKind kind, String name, int replicas) {
    DeclaredWorkload workload = DeclaredWorkload.bare(kind, meta(kind, name, null), replicas);
    owners.addWorkload(workload, workload.ref());
    return workload;
  }

  private void hasReplicaSet(String name, DeclaredWorkload owner) {
    owners.addBetween(
        new IntermediateOwner(
            name, "rs/" + name, Controller.of(meta(WorkloadKind.JOB, name, owner))));
  }

  @Test
  void aDeploymentThatWasMovedToARolloutAndIsIdleClaimsNothing() {
    has(WorkloadKind.DEPLOYMENT, "web", 0);
    DeclaredWorkload rollout = has(WorkloadKind.ROLLOUT, "web", 2);

    assertThat(owners.ownerOf("web-7d4b9c6f5d-x2x4z")).contains(rollout.ref());
  }

  @Test
  void aRolloutThatIsNotUsedYetClaimsNothing() {
    DeclaredWorkload deployment = has(WorkloadKind.DEPLOYMENT, "web", 2);
    has(WorkloadKind.ROLLOUT, "web", 0);

    assertThat(owners.ownerOf("web-7d4b9c6f5d-x2x4z")).contains(deployment.ref());
  }

  @Test
  void aDeploymentAtZeroThatHasReplicaSetsStillMayHaveMadeAName() {
    DeclaredWorkload deployment = has(WorkloadKind.DEPLOYMENT, "web", 0);
    has(WorkloadKind.ROLLOUT, "web", 2);
    hasReplicaSet("web-5b8c7d6f4d", deployment);

    assertThat(owners.ownerOf("web-5b8c7d6f4d-x2x4z")).contains(deployment.ref());
    assertThat(owners.ownerOf("web-7d4b9c6f5d-x2x4z")).isEmpty();
  }

  @Test
  void aDeploymentAtZeroAloneKeepsItsHistory() {
    DeclaredWorkload deployment = has(WorkloadKind.DEPLOYMENT, "web", 0);

    assertThat(owners.ownerOf("web-7d4b9c6f5d-x2x4z")).contains(deployment.ref());
  }

  @Test
  void aDeploymentAtZeroWhoseTemplateARolloutTookIsTheRollouts() {
    DeclaredWorkload rollout = has(WorkloadKind.ROLLOUT, "canary", 2);
    DeclaredWorkload deployment =
        DeclaredWorkload.bare(
            WorkloadKind.DEPLOYMENT, meta(WorkloadKind.DEPLOYMENT, "web", null), 0);
    owners.addWorkload(deployment, rollout.ref());

    assertThat(owners.ownerOf("web-7d4b9c6f5d-x2x4z")).contains(rollout.ref());
    assertThat(owners.ownerOf("canary-7d4b9c6f5d-x2x4z")).contains(rollout.ref());
  }

  @Test
  void anIndexedJobOfACronJobNamesItsPodsByIndex() {
    DeclaredWorkload cronJob =
        DeclaredWorkload.bare(WorkloadKind.CRONJOB, meta(WorkloadKind.CRONJOB, "tidy", null), 1)
            .withIndexes(3);
    owners.addWorkload(cronJob, cronJob.ref());
    // Made by hand from the CronJob, so that its name tells nothing.
    owners.addBetween(
        DeclaredWorkload.bare(WorkloadKind.JOB, meta(WorkloadKind.JOB, "by-hand", cronJob), 1)
            .withIndexes(3));

    assertThat(owners.ownerOf("by-hand-2-x2x4z")).contains(cronJob.ref());
    assertThat(owners.ownerOf("by-hand-3-x2x4z")).isEmpty();
    assertThat(owners.ownerOf("tidy-29384120-2-x2x4z")).contains(cronJob.ref());
    assertThat(owners.ownerOf("tidy-29384120-x2x4z")).isEmpty();
  }

  @Test
  void aPodThatRanBeforeAStartOrdinalIsTheStatefulSets() {
    DeclaredWorkload db = has(WorkloadKind.STATEFULSET, "db", 3);

    // spec.ordinals.start may be any number, and changes.
    assertThat(owners.ownerOf("db-0")).isEqualTo(Optional.of(db.ref()));
    assertThat(owners.ownerOf("db-1005")).isEqualTo(Optional.of(db.ref()));
  }
}

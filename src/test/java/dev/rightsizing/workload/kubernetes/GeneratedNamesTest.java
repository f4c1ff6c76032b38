// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedNamesTest {

  private final GeneratedNames names = new GeneratedNames();

  private static WorkloadRef ref(WorkloadKind kind, String name) {
    return new WorkloadRef("shop", kind, name);
  }

  private WorkloadRef knows(WorkloadKind kind, String name) {
    WorkloadRef ref = ref(kind, name);
    switch (kind) {
      case DEPLOYMENT, ROLLOUT -> names.addHashing(name, ref);
      case STATEFULSET -> names.addOrdinal(name, ref);
      case DAEMONSET, JOB -> names.addGenerator(name, Optional.of(ref));
      case CRONJOB -> names.addScheduling(name, ref, 0);
    }
    return ref;
  }

  @ParameterizedTest
  @CsvSource({
    "DEPLOYMENT,  web,   web-7d4b9c6f5d-x2x4z",
    "DEPLOYMENT,  web,   web-9c6f5d-x2x4z",
    "DEPLOYMENT,  web,   web-5b6d7-x2x4z",
    "DEPLOYMENT,  web,   web-869d8bb69f-x2x4z",
    "ROLLOUT,     web,   web-7d4b9c6f5d-x2x4z",
    "DEPLOYMENT,  web-2, web-2-7d4b9c6f5d-x2x4z",
    "DAEMONSET,   agent, agent-x2x4z",
    "JOB,         load,  load-x2x4z",
    "STATEFULSET, db,    db-0",
    "STATEFULSET, db,    db-12",
    "CRONJOB,     tidy,  tidy-29384120-x2x4z",
    "CRONJOB,     tidy,  tidy-2938412012-x2x4z",
  })
  void findsTheWorkloadOfAPodThatIsGone(WorkloadKind kind, String name, String pod) {
    WorkloadRef ref = knows(kind, name);

    assertThat(names.ownerOf(pod)).contains(ref);
  }

  @Test
  void jobsThatAreGoneWereNamedLikeThoseOfTheSameOwner() {
    WorkloadRef encode = ref(WorkloadKind.JOB, "encode");
    names.addGenerated("encode-k2x2z", encode);
    // Not a name that the API server has generated.
    names.addGenerated("render-today", ref(WorkloadKind.JOB, "render"));

    assertThat(names.ownerOf("encode-bcdfg-x2x4z")).contains(encode);
    assertThat(names.ownerOf("encode-x2x4z")).isEmpty();
    assertThat(names.ownerOf("encode-b-bcdfg-x2x4z")).isEmpty();
    assertThat(names.ownerOf("render-bcdfg-x2x4z")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DEPLOYMENT,  web",
    "DEPLOYMENT,  web-x2x4z",
    "DEPLOYMENT,  web-7d4b9c6f5d-x2x4",
    "DEPLOYMENT,  web-7d4b9c6f5d-x2x4a",
    "DEPLOYMENT,  web-7d4b9c6f5a-x2x4z",
    "DEPLOYMENT,  web-7d4b9c6f5d5-x2x4z",
    "DEPLOYMENT,  web-b-x2x4z",
    "DEPLOYMENT,  web-grpcsvc-x2x4z",
    "DEPLOYMENT,  web-9d4b9c6f5d-x2x4z",
    "DEPLOYMENT,  web-45b6d7-x2x4z",
    "JOB,         web-3-x2x4z",
    "CRONJOB,     web-29384120-3-x2x4z",
    "DEPLOYMENT,  webs-7d4b9c6f5d-x2x4z",
    "DEPLOYMENT,  my-web-7d4b9c6f5d-x2x4z",
    "DAEMONSET,   web-7d4b9c6f5d-x2x4z",
    "DAEMONSET,   webx2x4z",
    "STATEFULSET, web-01",
    "STATEFULSET, web-x",
    "STATEFULSET, web-0-0",
    "CRONJOB,     web-2938412-x2x4z",
    "CRONJOB,     web-29384120311-x2x4z",
    "CRONJOB,     web-29384120",
  })
  void leavesOutWhatItsOwnerWouldNotGenerate(WorkloadKind kind, String pod) {
    knows(kind, "web");

    assertThat(names.ownerOf(pod)).isEmpty();
  }

  /** Whatever {@code a-b} is and whether {@code a-b} is still known. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a-b-7d4b9c6f5d-x2x4z",
        "a-b-x2x4z",
        "a-b-0",
        "a-b-29384120-x2x4z",
      })
  void neverGivesDeploymentAThePodsOfAB(String pod) {
    WorkloadRef a = knows(WorkloadKind.DEPLOYMENT, "a");

    assertThat(names.ownerOf(pod)).isNotEqualTo(Optional.of(a));
  }

  @ParameterizedTest
  @EnumSource(WorkloadKind.class)
  void neverGivesAOfAnyKindThePodsOfAB(WorkloadKind kind) {
    knows(kind, "a");
    WorkloadRef deployment = knows(WorkloadKind.DEPLOYMENT, "a-b");
    WorkloadRef statefulSet = knows(WorkloadKind.STATEFULSET, "a-b");
    WorkloadRef daemonSet = knows(WorkloadKind.DAEMONSET, "a-b");
    WorkloadRef cronJob = knows(WorkloadKind.CRONJOB, "a-b");

    assertThat(names.ownerOf("a-b-7d4b9c6f5d-x2x4z")).contains(deployment);
    assertThat(names.ownerOf("a-b-0")).contains(statefulSet);
    assertThat(names.ownerOf("a-b-x2x4z")).contains(daemonSet);
    assertThat(names.ownerOf("a-b-29384120-x2x4z")).contains(cronJob);
  }

  @Test
  void givesStatefulSetsThatLookLikePodsTheirOwnPods() {
    WorkloadRef a = knows(WorkloadKind.STATEFULSET, "a");
    WorkloadRef a0 = knows(WorkloadKind.STATEFULSET, "a-0");

    assertThat(names.ownerOf("a-0")).contains(a);
    assertThat(names.ownerOf("a-0-1")).contains(a0);
  }

  @Test
  void prefersTheLongestKnownOwnerOverAReplicaSetThatMayBeGone() {
    knows(WorkloadKind.DEPLOYMENT, "a");
    WorkloadRef job = knows(WorkloadKind.JOB, "a-bcdfgh");

    assertThat(names.ownerOf("a-bcdfgh-x2x4z")).contains(job);
  }

  @Test
  void givesNobodyThePodsOfAReplicaSetWithoutAWorkload() {
    knows(WorkloadKind.DEPLOYMENT, "a");
    names.addGenerator("a-bcdfgh", Optional.empty());

    assertThat(names.ownerOf("a-bcdfgh-x2x4z")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DAEMONSET,  JOB,         a-x2x4z",
    "DEPLOYMENT, ROLLOUT,     a-7d4b9c6f5d-x2x4z",
    "DAEMONSET,  STATEFULSET, a-24567",
    // No hash holds a 2, and 59,456,789 minutes after 1970 is the year 2083.
    "DEPLOYMENT, CRONJOB,     a-59456789-x2x4z",
  })
  void answersNothingWhereTwoCouldHaveMadeTheName(
      WorkloadKind one, WorkloadKind other, String pod) {
    knows(one, "a");
    knows(other, "a");

    assertThat(names.ownerOf(pod)).isEmpty();
  }

  @Test
  void isNotConfusedByTwoReplicaSetsOfOneDeployment() {
    WorkloadRef web = knows(WorkloadKind.DEPLOYMENT, "web");
    names.addGenerator("web-7d4b9c6f5d", Optional.of(web));

    assertThat(names.ownerOf("web-7d4b9c6f5d-x2x4z")).contains(web);
    assertThat(names.ownerOf("web-5b8c7d6f4d-x2x4z")).contains(web);
  }

  /** The API server cuts the base, {@code <name>-<hash>-}, to 58 characters. */
  @ParameterizedTest
  @ValueSource(ints = {45, 46, 47, 48, 50, 55, 56, 57, 58, 59, 100, 240})
  void findsADeploymentWhoseNameIsCut(int length) {
    String name = "n".repeat(length);
    WorkloadRef ref = knows(WorkloadKind.DEPLOYMENT, name);

    assertThat(names.ownerOf(generated(name + "-7d4b9c6f5d"))).contains(ref);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 56, 57, 58, 59, 63})
  void findsADaemonSetWhoseNameIsCut(int length) {
    String name = "n".repeat(length);
    WorkloadRef ref = knows(WorkloadKind.DAEMONSET, name);

    assertThat(names.ownerOf(generated(name))).contains(ref);
  }

  /** 52 is the longest name that a CronJob may have. */
  @ParameterizedTest
  @ValueSource(ints = {47, 48, 49, 50, 51, 52})
  void findsACronJobWhoseJobsNameIsCut(int length) {
    String name = "n".repeat(length);
    WorkloadRef ref = knows(WorkloadKind.CRONJOB, name);

    assertThat(names.ownerOf(generated(name + "-29384120"))).contains(ref);
  }

  @Test
  void answersNothingWhereTwoLongNamesAreCutToTheSame() {
    String same = "n".repeat(58);
    knows(WorkloadKind.DAEMONSET, same + "-east");
    knows(WorkloadKind.DAEMONSET, same + "-west");

    assertThat(names.ownerOf(generated(same + "-east"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"load-0-x2x4z", "load-17-x2x4z", "load-99999-x2x4z"})
  void findsAnIndexedJobWhicheverTheIndex(String pod) {
    WorkloadRef load = ref(WorkloadKind.JOB, "load");
    names.addIndexing("load", 100_000, Optional.of(load));

    assertThat(names.ownerOf(pod)).contains(load);
    assertThat(names.ownerOf("load-x2x4z")).isEmpty();
    assertThat(names.ownerOf("load-03-x2x4z")).isEmpty();
    assertThat(names.ownerOf("loads-3-x2x4z")).isEmpty();
  }

  @Test
  void aJobThatIsNumberedIsNotAnIndexOfAnother() {
    WorkloadRef third = knows(WorkloadKind.JOB, "load-3");
    names.addIndexing("load", 5, Optional.of(ref(WorkloadKind.JOB, "load")));

    assertThat(names.ownerOf("load-3-x2x4z")).contains(third);
    assertThat(names.ownerOf("load-8080-x2x4z")).isEmpty();
  }

  @Test
  void findsACronJobOfIndexedJobsThatAreGone() {
    WorkloadRef tidy = ref(WorkloadKind.CRONJOB, "tidy");
    names.addScheduling("tidy", tidy, 2);

    assertThat(names.ownerOf("tidy-29384120-0-x2x4z")).contains(tidy);
    assertThat(names.ownerOf("tidy-29384120-2-x2x4z")).isEmpty();
    assertThat(names.ownerOf("tidy-29384120-x2x4z")).isEmpty();
  }

  @Test
  void anIdleWorkloadGivesWayToAnotherOfItsName() {
    WorkloadRef rollout = ref(WorkloadKind.ROLLOUT, "web");
    WorkloadRef deployment = ref(WorkloadKind.DEPLOYMENT, "web");
    GeneratedNames moved = new GeneratedNames(deployment::equals);
    moved.addHashing("web", rollout);
    moved.addHashing("web", deployment);
    GeneratedNames alone = new GeneratedNames(deployment::equals);
    alone.addHashing("web", deployment);

    assertThat(moved.ownerOf("web-7d4b9c6f5d-x2x4z")).contains(rollout);
    // Nobody else is there: it was scaled to nothing and had pods before.
    assertThat(alone.ownerOf("web-7d4b9c6f5d-x2x4z")).contains(deployment);
  }

  private static String generated(String generator) {
    String base = generator + "-";
    return base.substring(0, Math.min(58, base.length())) + "x2x4z";
  }
}

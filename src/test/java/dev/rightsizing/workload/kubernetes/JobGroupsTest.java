// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.workload.kubernetes.JobGroups.Group;
import dev.rightsizing.workload.kubernetes.footprint.Footprints;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobGroupsTest {
  private static final WorkloadRef ENCODE = new WorkloadRef("shop", WorkloadKind.JOB, "encode");

  private static DeclaredWorkload job(String name, String owner, int day, String cpu, String rest) {
    Job job =
        Serialization.unmarshal(
            """
            ---
            metadata:
              namespace: shop
              name: %s
              uid: uid-%s
              creationTimestamp: "2026-03-0%dT00:00:00Z"
              ownerReferences: [%s]
            spec:
              parallelism: 2
              template:
                spec:
                  containers: [{name: app, image: i, resources: {requests: {cpu: %s}}}]
            %s
            """
                .formatted(name, name, day, owner, cpu, rest),
            Job.class);
    DeclaredWorkload declared =
        DeclaredWorkload.of(
            WorkloadKind.JOB,
            job.getMetadata(),
            job.getSpec().getParallelism(),
            job.getSpec().getTemplate());
    return declared.withFootprint(Footprints.ofJob(declared.footprint(), job));
  }

  private static String scaledJob(String name) {
    return "{apiVersion: keda.sh/v1alpha1, kind: ScaledJob, name: %s, uid: uid-of-%s, controller: true}"
        .formatted(name, name);
  }

  @Test
  void jobsOfOneOwnerAreOneWorkloadByTheNewestTemplate() {
    List<DeclaredWorkload> jobs =
        List.of(
            job("encode-a", scaledJob("encode"), 2, "2", ""),
            job("encode-b", scaledJob("encode"), 1, "1", ""));

    JobGroups groups = new JobGroups(jobs);

    assertThat(groups.all()).hasSize(1);
    Group group = groups.all().get(0);
    assertThat(group.workload().ref()).isEqualTo(ENCODE);
    assertThat(group.workload().uid()).isEqualTo("uid-of-encode");
    assertThat(group.workload().created()).isEqualTo("2026-03-01T00:00:00Z");
    assertThat(group.workload().containers().get(0).declared(Resource.CPU).request())
        .contains(Amount.cores(2));
    // Two Jobs of two pods each.
    assertThat(group.workload().replicas()).isEqualTo(4);
    assertThat(groups.jobs(ENCODE)).isEqualTo(2);
    assertThat(groups.of(jobs.get(0))).contains(ENCODE);
  }

  @Test
  void jobsThatAreOverAskForNothingMore() {
    String over = "status: {conditions: [{type: Complete, status: 'True'}]}";

    JobGroups groups =
        new JobGroups(
            List.of(
                job("encode-a", scaledJob("encode"), 1, "1", over),
                job("encode-b", scaledJob("encode"), 2, "1", "")));

    assertThat(groups.all().get(0).workload().replicas()).isEqualTo(2);
    assertThat(groups.all().get(0).workload().footprint().ended()).isFalse();
    assertThat(
            new JobGroups(List.of(job("encode-a", scaledJob("encode"), 1, "1", over)))
                .all()
                .get(0)
                .workload()
                .footprint()
                .ended())
        .isTrue();
  }

  @Test
  void jobsOfACronJobAndOfNobodyAreLeftAlone() {
    JobGroups groups =
        new JobGroups(
            List.of(
                job("alone", "", 1, "1", ""),
                job(
                    "nightly-1",
                    "{apiVersion: batch/v1, kind: CronJob, name: nightly, uid: u, controller: true}",
                    1,
                    "1",
                    "")));

    assertThat(groups.all()).isEmpty();
  }

  @Test
  void aJobOfTheOwnersNameKeepsItsOwn() {
    JobGroups groups =
        new JobGroups(
            List.of(
                job("encode", "", 1, "1", ""), job("encode-a", scaledJob("encode"), 1, "1", "")));

    assertThat(groups.all())
        .extracting(g -> g.workload().ref().name())
        .containsExactly("scaledjob-encode");
  }

  @Test
  void aTemplateThatCannotBeReadDoesNotCostTheOthersTheirs() {
    JobGroups groups =
        new JobGroups(
            List.of(
                job("encode-a", scaledJob("encode"), 2, "-1", ""),
                job("encode-b", scaledJob("encode"), 1, "1", "")));

    assertThat(groups.all().get(0).workload().containers()).hasSize(1);
    assertThat(new JobGroups(List.of(job("encode-a", scaledJob("encode"), 2, "-1", ""))).all())
        .isEmpty();
  }
}

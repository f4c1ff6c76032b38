// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.RolloutStatus;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobStandingsTest {

  private static Standing job(String name, String owner, String created, String status) {
    return JobStandings.of(
        Json.read(
            """
            {"metadata": {"name": "%s", "namespace": "shop", "uid": "%s",
              "creationTimestamp": "%s", "ownerReferences": [{"apiVersion": "keda.sh/v1alpha1",
              "kind": "ScaledJob", "name": "encode", "uid": "%s", "controller": true}]},
             "spec": {"template": {"spec": {"containers": [{"name": "app", "image": "%s"}]}}},
             "status": {%s}}"""
                .formatted(name, name, created, owner, name, status),
            Job.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"active\": 2, \"ready\": 1;                                           2; 1; false",
        "\"conditions\": [{\"type\": \"Complete\", \"status\": \"True\"}];     0; 0; true",
        "\"conditions\": [{\"type\": \"Failed\", \"status\": \"True\"}];       0; 0; true",
        "\"conditions\": [{\"type\": \"Suspended\", \"status\": \"True\"}];    0; 0; false",
        "``;                                                                  0; 0; false",
      })
  void readsAJob(String status, int active, int ready, boolean ended) {
    Standing job = job("encode-1", "s-1", "2026-03-04T10:00:00Z", status);

    assertThat(job.rollout())
        .isEqualTo(new RolloutStatus(false, false, false, active, ready, true, false, 0));
    assertThat(job.ended()).isEqualTo(ended);
  }

  @Test
  void aCronJobIsNeverRolledOut() {
    Standing cronJob =
        JobStandings.of(
            Json.read(
                """
                {"metadata": {"name": "nightly", "namespace": "shop", "uid": "c-1"},
                 "spec": {"jobTemplate": {"spec": {"template": {"spec": {"containers": [
                   {"name": "app", "image": "app:1"}]}}}}}}""",
                CronJob.class));

    assertThat(cronJob.rollout().onDelete()).isTrue();
    assertThat(cronJob.rollout().isHealthy()).isTrue();
    assertThat(cronJob.names()).isNotEqualTo(TemplateNames.NONE);
  }

  @Test
  void jobsOfOneObjectAreOneWorkload() {
    WorkloadRef ref = new WorkloadRef("shop", WorkloadKind.JOB, "encode");
    Standing done =
        job(
            "a",
            "s-1",
            "2026-03-04T09:00:00Z",
            "\"active\": 7, \"conditions\": [{\"type\": \"Complete\", \"status\": \"True\"}]");
    Standing older = job("b", "s-1", "2026-03-04T10:00:00Z", "\"active\": 2, \"ready\": 2");
    Standing newest = job("c", "s-1", "2026-03-04T11:00:00Z", "\"active\": 1");
    Standing other = job("d", "s-2", "2026-03-04T12:00:00Z", "\"active\": 5");

    Standing group =
        JobStandings.group(ref, List.of(done, newest, older, other), "s-1").orElseThrow();

    assertThat(group.ref()).isEqualTo(ref);
    assertThat(group.names()).isEqualTo(newest.names()).isNotEqualTo(other.names());
    assertThat(group.rollout().desired()).isEqualTo(3);
    assertThat(group.rollout().ready()).isEqualTo(2);
    assertThat(group.rollout().paused()).isFalse();
    assertThat(JobStandings.group(ref, List.of(other), "s-1")).isEmpty();
  }
}

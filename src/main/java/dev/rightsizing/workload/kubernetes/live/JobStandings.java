// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.RolloutStatus;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads Jobs and CronJobs. A change of a template reaches the next Job, never a running one. */
final class JobStandings {
  private static final Set<String> ENDINGS = Set.of("Complete", "Failed");
  private static final String TRUE = "True";

  private JobStandings() {}

  static Standing of(CronJob cronJob) {
    return Standing.of(
        WorkloadKind.CRONJOB,
        cronJob.getMetadata(),
        RolloutStatuses.NO_ROLLOUT,
        TemplateNames.of(cronJob.getSpec().getJobTemplate().getSpec().getTemplate()));
  }

  static Standing of(Job job) {
    JobStatus status = Optional.ofNullable(job.getStatus()).orElseGet(JobStatus::new);
    int active = Objects.requireNonNullElse(status.getActive(), 0);
    RolloutStatus rollout =
        new RolloutStatus(
            Boolean.TRUE.equals(job.getSpec().getSuspend()),
            false,
            false,
            active,
            Objects.requireNonNullElse(status.getReady(), 0),
            true,
            false,
            0);
    return Standing.of(
            WorkloadKind.JOB,
            job.getMetadata(),
            rollout,
            TemplateNames.of(job.getSpec().getTemplate()))
        .withEnded(hasEnded(status));
  }

  private static boolean hasEnded(JobStatus status) {
    return status.getConditions().stream()
        .anyMatch(c -> ENDINGS.contains(c.getType()) && TRUE.equals(c.getStatus()));
  }

  /**
   * The Jobs of one object as one workload: the template of the newest, the pods of all that run.
   *
   * @param jobs all Jobs of the namespace
   * @param owner uid of what made them
   */
  static Optional<Standing> group(WorkloadRef ref, List<Standing> jobs, String owner) {
    List<Standing> own =
        jobs.stream()
            .filter(job -> job.controller().filter(c -> c.uid().equals(owner)).isPresent())
            .toList();
    return own.stream()
        .max(Comparator.comparing(Standing::created))
        .map(
            newest ->
                new Standing(
                    ref,
                    owner,
                    Optional.empty(),
                    together(own),
                    newest.names(),
                    newest.created(),
                    own.stream().allMatch(Standing::ended),
                    newest.generation(),
                    Optional.empty(),
                    Optional.empty()));
  }

  private static RolloutStatus together(List<Standing> jobs) {
    List<RolloutStatus> open =
        jobs.stream().filter(job -> !job.ended()).map(Standing::rollout).toList();
    return new RolloutStatus(
        !open.isEmpty() && open.stream().allMatch(RolloutStatus::paused),
        false,
        false,
        open.stream().mapToInt(RolloutStatus::desired).sum(),
        open.stream().mapToInt(RolloutStatus::ready).sum(),
        true,
        false,
        0);
  }
}

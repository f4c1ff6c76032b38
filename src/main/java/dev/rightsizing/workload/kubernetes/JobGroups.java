// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes the Jobs of one object together: those that a ScaledJob or a workflow makes one after the
 * other are runs of one workload, each too short to be sized alone. A CronJob's are its own.
 */
final class JobGroups {
  private final Map<WorkloadRef, WorkloadRef> byJob = new HashMap<>();
  private final List<Group> groups = new ArrayList<>();

  /**
   * Jobs that are one workload.
   *
   * @param workload by the template of the newest Job, under the owner's name
   * @param jobs how many
   */
  record Group(DeclaredWorkload workload, int jobs) {}

  JobGroups(List<DeclaredWorkload> found) {
    Map<String, List<DeclaredWorkload>> byOwner = new LinkedHashMap<>();
    found.stream()
        .filter(JobGroups::isOfAnother)
        .forEach(
            job ->
                byOwner
                    .computeIfAbsent(job.controller().orElseThrow().uid(), o -> new ArrayList<>())
                    .add(job));
    Set<String> taken =
        found.stream()
            .filter(w -> w.ref().kind() == WorkloadKind.JOB)
            .map(w -> w.ref().name())
            .collect(Collectors.toSet());
    byOwner.values().forEach(jobs -> add(jobs, taken));
  }

  private static boolean isOfAnother(DeclaredWorkload workload) {
    return workload.ref().kind() == WorkloadKind.JOB
        && workload
            .controller()
            .filter(c -> !c.is("batch", WorkloadKind.CRONJOB.kind()))
            .isPresent();
  }

  /** A Job whose template cannot be read does not keep the others from theirs. */
  private void add(List<DeclaredWorkload> jobs, Set<String> taken) {
    Optional<DeclaredWorkload> newest =
        jobs.stream()
            .filter(job -> job.problem().isEmpty())
            .max(Comparator.comparing(DeclaredWorkload::created));
    if (newest.isEmpty()) {
      return;
    }
    Controller owner = newest.get().controller().orElseThrow();
    String name =
        taken.add(owner.name())
            ? owner.name()
            : owner.kind().toLowerCase(Locale.ROOT) + "-" + owner.name();
    WorkloadRef ref = new WorkloadRef(newest.get().ref().namespace(), WorkloadKind.JOB, name);
    List<DeclaredWorkload> open = jobs.stream().filter(job -> !job.footprint().ended()).toList();
    groups.add(
        new Group(
            newest
                .get()
                .named(ref, owner.uid(), since(jobs))
                .withReplicas(
                    open.isEmpty()
                        ? newest.get().replicas()
                        : open.stream().mapToInt(DeclaredWorkload::replicas).sum())
                .withFootprint(newest.get().footprint().withRuns(open.isEmpty(), false)),
            jobs.size()));
    jobs.forEach(job -> byJob.put(job.ref(), ref));
  }

  private static String since(List<DeclaredWorkload> jobs) {
    return jobs.stream().map(DeclaredWorkload::created).min(Comparator.naturalOrder()).orElse("");
  }

  List<Group> all() {
    return groups;
  }

  /** The group that a Job belongs to; empty for one of its own. */
  Optional<WorkloadRef> of(DeclaredWorkload job) {
    return Optional.ofNullable(byJob.get(job.ref()));
  }

  /** How many Jobs a workload stands for; 0 for one of its own. */
  int jobs(WorkloadRef workload) {
    return groups.stream()
        .filter(group -> group.workload().ref().equals(workload))
        .mapToInt(Group::jobs)
        .findFirst()
        .orElse(0);
  }
}

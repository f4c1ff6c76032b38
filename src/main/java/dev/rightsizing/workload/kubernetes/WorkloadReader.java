// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.watch.ResourceType;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.kubernetes.footprint.Footprints;
import dev.rightsizing.workload.kubernetes.owner.OwnerReader;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lists the built-in workloads of a namespace, each reduced to what it declares. */
final class WorkloadReader {

  private final KubernetesClient client;
  private final ObjectReader objects;
  private final OwnerReader owners = new OwnerReader();

  WorkloadReader(KubernetesClient client, ObjectReader objects) {
    this.client = client;
    this.objects = objects;
  }

  /** Deployments, StatefulSets, DaemonSets, CronJobs and Jobs, those of CronJobs included. */
  List<DeclaredWorkload> list(String namespace) throws WorkloadException {
    List<DeclaredWorkload> found = new ArrayList<>(deployments(namespace));
    found.addAll(statefulSets(namespace));
    found.addAll(daemonSets(namespace));
    found.addAll(
        objects.read(
            new ResourceType<>("cronjobs.batch", CronJob::new, client.batch().v1().cronjobs()),
            namespace,
            owned(WorkloadKind.CRONJOB, WorkloadReader::cronJob)));
    found.addAll(
        objects.read(
            new ResourceType<>("jobs.batch", Job::new, client.batch().v1().jobs()),
            namespace,
            owned(WorkloadKind.JOB, WorkloadReader::job)));
    return found;
  }

  private <T extends HasMetadata> Function<T, DeclaredWorkload> owned(
      WorkloadKind kind, Function<T, DeclaredWorkload> read) {
    return DeclaredWorkload.sparing(
        kind, object -> read.apply(object).withOwner(owners.of(kind, object.getMetadata())));
  }

  private List<DeclaredWorkload> deployments(String namespace) throws WorkloadException {
    return objects.read(
        new ResourceType<>("deployments.apps", Deployment::new, client.apps().deployments()),
        namespace,
        owned(
            WorkloadKind.DEPLOYMENT,
            d ->
                DeclaredWorkload.of(
                        WorkloadKind.DEPLOYMENT,
                        d.getMetadata(),
                        orOne(d.getSpec().getReplicas()),
                        d.getSpec().getTemplate())
                    .withSurge(Footprints.surge(d.getSpec()))));
  }

  private List<DeclaredWorkload> statefulSets(String namespace) throws WorkloadException {
    return objects.read(
        new ResourceType<>("statefulsets.apps", StatefulSet::new, client.apps().statefulSets()),
        namespace,
        owned(
            WorkloadKind.STATEFULSET,
            s ->
                DeclaredWorkload.of(
                    WorkloadKind.STATEFULSET,
                    s.getMetadata(),
                    orOne(s.getSpec().getReplicas()),
                    s.getSpec().getTemplate())));
  }

  private List<DeclaredWorkload> daemonSets(String namespace) throws WorkloadException {
    return objects.read(
        new ResourceType<>("daemonsets.apps", DaemonSet::new, client.apps().daemonSets()),
        namespace,
        owned(WorkloadKind.DAEMONSET, WorkloadReader::daemonSet));
  }

  private static DeclaredWorkload daemonSet(DaemonSet set) {
    Integer scheduled =
        set.getStatus() == null ? null : set.getStatus().getDesiredNumberScheduled();
    return DeclaredWorkload.of(
            WorkloadKind.DAEMONSET,
            set.getMetadata(),
            scheduled == null ? 0 : scheduled,
            set.getSpec().getTemplate())
        .withSurge(Footprints.surge(set.getSpec()));
  }

  private static DeclaredWorkload cronJob(CronJob cronJob) {
    JobSpec job = cronJob.getSpec().getJobTemplate().getSpec();
    DeclaredWorkload declared =
        DeclaredWorkload.of(
            WorkloadKind.CRONJOB, cronJob.getMetadata(), pods(job), job.getTemplate());
    return declared
        .withFootprint(Footprints.ofCronJob(declared.footprint(), cronJob.getSpec()))
        .withIndexes(indexes(job));
  }

  private static DeclaredWorkload job(Job job) {
    DeclaredWorkload declared =
        DeclaredWorkload.of(
            WorkloadKind.JOB, job.getMetadata(), pods(job.getSpec()), job.getSpec().getTemplate());
    return declared
        .withFootprint(Footprints.ofJob(declared.footprint(), job))
        .withIndexes(indexes(job.getSpec()));
  }

  private static int indexes(JobSpec job) {
    return "Indexed".equals(job.getCompletionMode()) ? orOne(job.getCompletions()) : 0;
  }

  private static int pods(JobSpec job) {
    return orOne(job.getParallelism());
  }

  private static int orOne(Integer count) {
    return count == null ? 1 : count;
  }
}

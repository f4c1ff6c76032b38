// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes the objects of one namespace in an API server, as its controllers would: owners before what
 * they own.
 */
public final class KubernetesObjects {

  private final KubernetesClient client;
  private final String namespace;

  public KubernetesObjects(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** A container with requests and limits, each written {@code cpu=250m,memory=64Mi} or empty. */
  public static Container container(String name, String requests, String limits) {
    return new ContainerBuilder()
        .withName(name)
        .withImage("registry.example/" + name)
        .withNewResources()
        .withRequests(quantities(requests))
        .withLimits(quantities(limits))
        .endResources()
        .build();
  }

  /** Quantities written {@code cpu=250m,memory=64Mi}. */
  public static Map<String, Quantity> quantities(String text) {
    return text.isEmpty()
        ? Map.of()
        : List.of(text.split(",")).stream()
            .map(part -> part.split("="))
            .collect(Collectors.toMap(p -> p[0], p -> new Quantity(p[1])));
  }

  public static PodSpec pod(Container... containers) {
    return new PodSpecBuilder().withContainers(containers).build();
  }

  public Deployment deployment(String name, Integer replicas, PodSpec pod) {
    return create(
        new DeploymentBuilder()
            .withMetadata(meta(name))
            .withNewSpec()
            .withReplicas(replicas)
            .withNewSelector()
            .addToMatchLabels("app", name)
            .endSelector()
            .withTemplate(template(name, pod))
            .endSpec()
            .build());
  }

  /** Changes how many pods a Deployment asks for. */
  public void scale(String deployment, int replicas) {
    client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(deployment)
        .edit(
            d -> {
              d.getSpec().setReplicas(replicas);
              return d;
            });
  }

  public StatefulSet statefulSet(String name, Integer replicas, PodSpec pod) {
    return create(
        new StatefulSetBuilder()
            .withMetadata(meta(name))
            .withNewSpec()
            .withReplicas(replicas)
            .withServiceName(name)
            .withNewSelector()
            .addToMatchLabels("app", name)
            .endSelector()
            .withTemplate(template(name, pod))
            .endSpec()
            .build());
  }

  public DaemonSet daemonSet(String name, int scheduled, PodSpec pod) {
    DaemonSet made =
        create(
            new DaemonSetBuilder()
                .withMetadata(meta(name))
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withTemplate(template(name, pod))
                .endSpec()
                .build());
    DaemonSet counted =
        new DaemonSetBuilder(made)
            .editOrNewStatus()
            .withDesiredNumberScheduled(scheduled)
            .withCurrentNumberScheduled(scheduled)
            .withNumberMisscheduled(0)
            .withNumberReady(scheduled)
            .endStatus()
            .build();
    return client.resource(counted).updateStatus();
  }

  public CronJob cronJob(String name, Integer parallelism, PodSpec pod) {
    return create(
        new CronJobBuilder()
            .withMetadata(meta(name))
            .withNewSpec()
            .withSchedule("*/5 * * * *")
            .withNewJobTemplate()
            .withSpec(jobSpec(parallelism, pod))
            .endJobTemplate()
            .endSpec()
            .build());
  }

  public Job job(String name, Integer parallelism, PodSpec pod) {
    return create(
        new JobBuilder().withMetadata(meta(name)).withSpec(jobSpec(parallelism, pod)).build());
  }

  public Job jobOf(CronJob owner, String name, PodSpec pod) {
    return create(
        new JobBuilder().withMetadata(ownedBy(owner, name)).withSpec(jobSpec(1, pod)).build());
  }

  public ReplicaSet replicaSetOf(HasMetadata owner, String name, PodSpec pod) {
    return create(
        new ReplicaSetBuilder()
            .withMetadata(ownedBy(owner, name))
            .withNewSpec()
            .withReplicas(1)
            .withNewSelector()
            .addToMatchLabels("app", name)
            .endSelector()
            .withTemplate(template(name, pod))
            .endSpec()
            .build());
  }

  /** A pod that waits for a node. */
  public Pod podOf(HasMetadata owner, String name, PodSpec pod) {
    return create(
        new PodBuilder()
            .withMetadata(ownedBy(owner, name))
            .withSpec(new PodSpecBuilder(pod).withTerminationGracePeriodSeconds(0L).build())
            .build());
  }

  /** A pod that runs on a node. */
  public Pod runningPodOf(HasMetadata owner, String name, String node, PodSpec pod) {
    Pod made = podOf(owner, name, new PodSpecBuilder(pod).withNodeName(node).build());
    return client
        .resource(new PodBuilder(made).editOrNewStatus().withPhase("Running").endStatus().build())
        .updateStatus();
  }

  /**
   * A running pod whose first container is resized in place, as a VPA or a person does it, and
   * whose node has done it.
   */
  public Pod resized(Pod running, String requests, String limits) {
    Pod wanted = resizing(running, requests, limits);
    return actuated(wanted, wanted.getSpec().getContainers().get(0).getResources());
  }

  /** The same on its way: the node has not done it yet. */
  public Pod resizing(Pod running, String requests, String limits) {
    Pod reported = actuated(running, running.getSpec().getContainers().get(0).getResources());
    return client
        .resource(
            new PodBuilder(reported)
                .editSpec()
                .editFirstContainer()
                .withNewResources()
                .withRequests(quantities(requests))
                .withLimits(quantities(limits))
                .endResources()
                .endContainer()
                .endSpec()
                .build())
        .subresource("resize")
        .update();
  }

  /** A pod whose node reports its first container, which was killed for want of memory. */
  public Pod killedAgain(Pod reported, String finishedAt) {
    return client
        .resource(
            new PodBuilder(reported)
                .editStatus()
                .editFirstContainerStatus()
                .withNewLastState()
                .withNewTerminated()
                .withExitCode(137)
                .withReason("OOMKilled")
                .withFinishedAt(finishedAt)
                .endTerminated()
                .endLastState()
                .endContainerStatus()
                .endStatus()
                .build())
        .updateStatus();
  }

  /** What the kubelet reports of the first container. */
  private Pod actuated(Pod running, ResourceRequirements resources) {
    return client
        .resource(
            new PodBuilder(running)
                .editStatus()
                .withContainerStatuses(
                    new ContainerStatusBuilder()
                        .withName(running.getSpec().getContainers().get(0).getName())
                        .withImage("example/app")
                        .withImageID("")
                        .withReady(true)
                        .withRestartCount(0)
                        .withResources(resources)
                        .withAllocatedResources(resources.getRequests())
                        .build())
                .endStatus()
                .build())
        .updateStatus();
  }

  /** A container of a running pod that was killed for want of memory and runs again. */
  public Pod oomKilled(Pod running, String container, String finishedAt) {
    return client
        .resource(
            new PodBuilder(running)
                .editStatus()
                .addNewContainerStatus()
                .withName(container)
                .withImage("example/app")
                .withImageID("")
                .withReady(true)
                .withRestartCount(1)
                .withNewLastState()
                .withNewTerminated()
                .withExitCode(137)
                .withReason("OOMKilled")
                .withFinishedAt(finishedAt)
                .endTerminated()
                .endLastState()
                .endContainerStatus()
                .endStatus()
                .build())
        .updateStatus();
  }

  /** Creates any object in the namespace. */
  public <T extends HasMetadata> T create(T object) {
    object.getMetadata().setNamespace(namespace);
    return client.resource(object).create();
  }

  /** Metadata of an object of the namespace, labelled {@code app}. */
  public ObjectMeta meta(String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(namespace)
        .addToLabels("app", name)
        .build();
  }

  private ObjectMeta ownedBy(HasMetadata owner, String name) {
    return new ObjectMetaBuilder(meta(name))
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .build())
        .build();
  }

  private static PodTemplateSpec template(String name, PodSpec pod) {
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .addToLabels("app", name)
        .endMetadata()
        .withSpec(pod)
        .build();
  }

  private static JobSpec jobSpec(Integer parallelism, PodSpec pod) {
    return new JobSpecBuilder()
        .withParallelism(parallelism)
        .withNewTemplate()
        .withSpec(new PodSpecBuilder(pod).withRestartPolicy("Never").build())
        .endTemplate()
        .build();
  }
}

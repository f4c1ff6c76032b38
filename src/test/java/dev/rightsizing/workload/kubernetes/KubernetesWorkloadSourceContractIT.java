// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.WorkloadSourceContract;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

class KubernetesWorkloadSourceContractIT extends WorkloadSourceContract {

  private final KubernetesClient client = LocalApiServer.shared().client();

  KubernetesClient client() {
    return client;
  }

  @Override
  protected void namespace(String name, Map<String, String> labels) {
    client
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build())
        .create();
  }

  @Override
  protected void workload(Workload workload, String pod) {
    KubernetesObjects objects = new KubernetesObjects(client, workload.ref().namespace());
    String name = workload.ref().name();
    PodSpec spec =
        KubernetesObjects.pod(
            workload.containers().stream()
                .map(KubernetesWorkloadSourceContractIT::container)
                .toArray(Container[]::new));
    if (workload.ref().kind() == WorkloadKind.DEPLOYMENT) {
      Deployment made = objects.deployment(name, workload.replicas(), spec);
      objects.podOf(objects.replicaSetOf(made, name + "-7d4b9c6f5d", spec), pod, spec);
    } else {
      objects.podOf(objects.statefulSet(name, workload.replicas(), spec), pod, spec);
    }
  }

  private static Container container(ContainerSpec spec) {
    return KubernetesObjects.container(
        spec.name(), quantities(spec, Size::request), quantities(spec, Size::limit));
  }

  private static String quantities(ContainerSpec spec, Function<Size, Optional<Amount>> part) {
    return Arrays.stream(Resource.values())
        .flatMap(
            r -> part.apply(spec.declared(r)).map(a -> r.key() + "=" + a.toQuantity()).stream())
        .collect(Collectors.joining(","));
  }

  @Override
  protected void atLeast(String namespace, Amount min) {
    new KubernetesObjects(client, namespace)
        .create(
            new LimitRangeBuilder()
                .withNewMetadata()
                .withName("least")
                .endMetadata()
                .withNewSpec()
                .addNewLimit()
                .withType("Container")
                .addToMin(min.resource().key(), new Quantity(min.toQuantity()))
                .endLimit()
                .endSpec()
                .build());
  }

  @Override
  protected void quota(String namespace, String name, Amount requests) {
    new KubernetesObjects(client, namespace)
        .create(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .addToHard(
                    "requests." + requests.resource().key(), new Quantity(requests.toQuantity()))
                .endSpec()
                .build());
  }

  @Override
  protected WorkloadSource source() {
    return new KubernetesWorkloadSource(client, Clock.systemUTC());
  }
}

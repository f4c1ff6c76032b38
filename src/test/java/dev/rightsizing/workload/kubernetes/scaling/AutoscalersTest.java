// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Autoscaling.Target;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoscalersTest {
  private static final WorkloadRef WEB = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web");
  private static final String TO_WEB =
      "scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, maxReplicas: 9";

  private static Optional<Found> hpa(String name, String owners, String spec) {
    return HorizontalAutoscalers.of(
        Serialization.unmarshal(
            "---\n{metadata: {namespace: shop, name: %s, ownerReferences: [%s]}, spec: %s}"
                .formatted(name, owners, spec),
            HorizontalPodAutoscaler.class));
  }

  private static Optional<Found> scaledObject(String spec) {
    return ScaledObjects.of(
        Serialization.unmarshal(
            "---\n{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {namespace: shop, name: web}, spec: %s}"
                .formatted(spec),
            GenericKubernetesResource.class));
  }

  private static List<Autoscaling> read(List<Optional<Found>> hpas, List<Optional<Found>> keda) {
    return Autoscalers.of(
            hpas.stream().flatMap(Optional::stream).toList(),
            keda.stream().flatMap(Optional::stream).toList())
        .of(WEB);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, maxReplicas: 9} | 9",
        "{scaleTargetRef: {kind: Deployment, name: web}, maxReplicas: 9}                      | 9",
        "{scaleTargetRef: {apiVersion: x/v1, kind: Deployment, name: web}, maxReplicas: 9}    | -",
        "{scaleTargetRef: {apiVersion: v1, kind: Unknown, name: web}, maxReplicas: 9}         | -",
        "{scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}                 | -",
        "{maxReplicas: 9}                                                                     | -",
        "{}                                                                                   | -",
      })
  void anAutoscalerThatNamesNoWorkloadIsPassedOver(String spec, String most) {
    Optional<Found> found = hpa("web", "", spec);

    assertThat(found.map(f -> "" + f.autoscaling().maxReplicas()).orElse("-")).isEqualTo(most);
    found.ifPresent(f -> assertThat(f.workload()).isEqualTo(WEB));
  }

  @Test
  void theFarthestOfTwoAutoscalersCounts() {
    Found three =
        hpa("a", "", "{scaleTargetRef: {kind: Deployment, name: web}, maxReplicas: 3}")
            .orElseThrow();
    Found eight =
        hpa("b", "", "{scaleTargetRef: {kind: Deployment, name: web}, maxReplicas: 8}")
            .orElseThrow();

    Autoscalers read = Autoscalers.of(List.of(three, eight), List.of());

    assertThat(read.most(WEB)).hasValue(8);
    assertThat(read.of(WEB)).hasSize(2);
  }

  @Test
  void readsWhatAnHpaAimsAtAndNamesWhatElseItScalesOn() {
    Found found =
        hpa(
                "web",
                "",
                "{"
                    + TO_WEB
                    + ", minReplicas: 2, metrics: ["
                    + "{type: External, external: {metric: {name: queue}, target: {type: Value, value: 5}}},"
                    + "{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}},"
                    + "{type: Resource, resource: {name: memory, target: {type: AverageValue, averageValue: 500Mi}}},"
                    + "{type: ContainerResource, containerResource: {name: memory, container: app, target: {type: Utilization, averageUtilization: 70}}}]}")
            .orElseThrow();

    Autoscaling read = found.autoscaling();
    assertThat(read.minReplicas()).isEqualTo(2);
    assertThat(read.targets())
        .containsExactly(
            new Target(Resource.CPU, Optional.empty(), 50, 1),
            new Target(Resource.MEMORY, Optional.of("app"), 70, 3));
    assertThat(read.others())
        .containsExactly("External metric queue", "memory at an average of 500Mi");
  }

  @Test
  void aScaledObjectScalesADeploymentUnlessItSaysOtherwise() {
    Found found =
        scaledObject(
                "{scaleTargetRef: {name: web}, triggers: ["
                    + "{type: kafka, metadata: {lagThreshold: '5'}},"
                    + "{type: cpu, metricType: Utilization, metadata: {value: '60'}},"
                    + "{type: memory, metadata: {type: Utilization, value: '80', containerName: app}},"
                    + "{type: cpu, metricType: AverageValue, metadata: {value: '500m'}}]}")
            .orElseThrow();

    assertThat(found.workload()).isEqualTo(WEB);
    Autoscaling read = found.autoscaling();
    assertThat(read.minReplicas()).isZero();
    assertThat(read.maxReplicas()).isEqualTo(100);
    assertThat(read.targets())
        .containsExactly(
            new Target(Resource.CPU, Optional.empty(), 60, 1),
            new Target(Resource.MEMORY, Optional.of("app"), 80, 2));
    assertThat(read.others()).containsExactly("kafka trigger", "cpu trigger");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{scaleTargetRef: {}}",
        "{scaleTargetRef: {kind: Camel, apiVersion: x/v1, name: web}}",
        "{scaleTargetRef: {name: 7}}",
      })
  void aScaledObjectThatNamesNoWorkloadIsPassedOver(String spec) {
    assertThat(scaledObject(spec)).isEmpty();
  }

  @Test
  void oddTriggersAreNamedAndNotBelieved() {
    Autoscaling read =
        scaledObject(
                "{scaleTargetRef: {name: web}, triggers: [{type: cpu}, {type: cpu, metricType:"
                    + " Utilization, metadata: {value: many}}, 5]}")
            .orElseThrow()
            .autoscaling();

    assertThat(read.targets()).isEmpty();
    assertThat(read.others()).containsExactly("cpu trigger", "cpu trigger");
  }

  @Test
  void aScaledObjectAndTheHpaThatItMakesAreOne() {
    String metrics =
        "{"
            + TO_WEB
            + ", metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}]}";
    String owner = "{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, name: web, uid: u}";
    Optional<Found> keda =
        scaledObject(
            "{scaleTargetRef: {name: web}, triggers: [{type: cpu, metricType: Utilization,"
                + " metadata: {value: '60'}}]}");

    assertThat(read(List.of(hpa("keda-hpa-web", "", metrics)), List.of(keda)))
        .extracting(Autoscaling::toString)
        .containsExactly("ScaledObject/web");
    assertThat(read(List.of(hpa("own-name", owner, metrics)), List.of(keda)))
        .extracting(Autoscaling::toString)
        .containsExactly("ScaledObject/web");
    // Where ScaledObjects may not be read, its HPA tells of it.
    List<Autoscaling> byHpa = read(List.of(hpa("keda-hpa-web", owner, metrics)), List.of());
    assertThat(byHpa).extracting(Autoscaling::toString).containsExactly("ScaledObject/web");
    assertThat(byHpa.get(0).targets())
        .containsExactly(new Target(Resource.CPU, Optional.empty(), 60, Target.UNKNOWN));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import static dev.rightsizing.apply.kubernetes.Steps.BY;
import static dev.rightsizing.apply.kubernetes.Steps.cpu;
import static dev.rightsizing.apply.kubernetes.Steps.live;
import static dev.rightsizing.apply.kubernetes.Steps.memory;
import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.quantities;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LocalApiServer.Provided.class)
class PodResizeIT {
  private static final String NODE = "node-1";

  private KubernetesClient client;
  private String namespace;
  private KubernetesObjects objects;
  private Deployment checkout;
  private WorkloadRef ref;
  private KubernetesActuator actuator;

  @BeforeEach
  void makeNamespace(LocalApiServer server) {
    client = server.client();
    namespace = server.newNamespace("resize");
    objects = new KubernetesObjects(client, namespace);
    checkout =
        objects.deployment(
            "checkout", 1, KubernetesObjects.pod(container("app", "cpu=500m", "cpu=1")));
    ref = new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, "checkout");
    actuator = new KubernetesActuator(client, Clock.systemUTC());
  }

  private Pod running(Container... containers) {
    return objects.runningPodOf(checkout, "checkout-1", NODE, KubernetesObjects.pod(containers));
  }

  private Pod now(Pod pod) {
    return client.resource(pod).get();
  }

  private ActOutcome resize(Pod pod, SizeStep... steps) {
    return actuator.resize(ref, live(pod), List.of(steps), BY);
  }

  @ParameterizedTest
  @CsvSource({
    "700m/1400m, cpu=700m,  cpu=1400m",
    "250m/500m,  cpu=250m,  cpu=500m",
    "500m/2,     cpu=500m,  cpu=2",
    "1500m/1500m, cpu=1500m, cpu=1500m",
  })
  void aResizeGoesUpAndDownToTheVeryNumbers(String to, String requests, String limits) {
    Pod pod =
        running(
            new ContainerBuilder(container("app", "cpu=500m,memory=256Mi", "cpu=1,memory=512Mi"))
                .addNewResizePolicy("memory", "RestartContainer")
                .addNewResizePolicy("cpu", "NotRequired")
                .build());

    assertThat(resize(pod, cpu("app", "500m/1", to))).isEqualTo(new ActOutcome.Done(true));

    Container app = now(pod).getSpec().getContainers().get(0);
    assertThat(app.getResources().getRequests())
        .containsAllEntriesOf(quantities(requests))
        .containsEntry("memory", new Quantity("256Mi"));
    assertThat(app.getResources().getLimits())
        .containsAllEntriesOf(quantities(limits))
        .containsEntry("memory", new Quantity("512Mi"));
    assertThat(app.getResizePolicy()).as("a merge of JSON would drop it").hasSize(2);
    assertThat(now(pod).getMetadata().getAnnotations())
        .containsEntry(LivePod.APPLIED_BY, "shop/cost@42");
  }

  @Test
  void aMemoryLimitMayFallWhileThePodRuns() {
    Pod pod = running(container("app", "memory=256Mi", "memory=512Mi"));

    assertThat(resize(pod, memory("app", "256Mi/512Mi", "128Mi/300Mi")))
        .isEqualTo(new ActOutcome.Done(true));

    assertThat(now(pod).getSpec().getContainers().get(0).getResources().getLimits())
        .isEqualTo(Map.of("memory", new Quantity("300Mi")));
  }

  @Test
  void severalContainersAndASidecarChangeTogetherInAnyOrderAndOthersStay() {
    Container sidecar =
        new ContainerBuilder(container("proxy", "cpu=100m", ""))
            .withRestartPolicy("Always")
            .build();
    Pod pod =
        objects.runningPodOf(
            checkout,
            "checkout-1",
            NODE,
            new PodSpecBuilder()
                .withContainers(
                    container("app", "cpu=500m", ""),
                    container("log", "cpu=50m", ""),
                    container("other", "cpu=70m", ""))
                .withInitContainers(container("setup", "cpu=20m", ""), sidecar)
                .build());

    assertThat(
            resize(
                pod,
                cpu("other", "70m/", "60m/"),
                cpu("app", "500m/", "400m/"),
                Steps.step("proxy", ContainerRole.SIDECAR, Resource.CPU, "100m/", "110m/"),
                Steps.step("setup", ContainerRole.INIT, Resource.CPU, "20m/", "30m/"),
                cpu("gone", "1/", "2/")))
        .isEqualTo(new ActOutcome.Done(true));

    assertThat(now(pod).getSpec().getContainers())
        .extracting(c -> c.getName() + " " + c.getResources().getRequests().get("cpu"))
        .containsExactly("app 400m", "log 50m", "other 60m");
    assertThat(now(pod).getSpec().getInitContainers())
        .as("an init container that has ended cannot be resized")
        .extracting(c -> c.getName() + " " + c.getResources().getRequests().get("cpu"))
        .containsExactly("setup 20m", "proxy 110m");
  }

  @Test
  void whatIsSoAlreadyIsNotWritten() {
    Pod pod = running(container("app", "cpu=500m", "cpu=1"));
    assertThat(resize(pod, cpu("app", "500m/1", "700m/1"))).isEqualTo(new ActOutcome.Done(true));
    String version = now(pod).getMetadata().getResourceVersion();

    assertThat(resize(pod, cpu("app", "500m/1", "0.7/1000m")))
        .isEqualTo(new ActOutcome.Done(false));

    assertThat(now(pod).getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void aLimitCanBeAddedAndTheWayBackIsRefusedByTheServer() {
    Pod pod = running(container("app", "cpu=500m", ""));
    SizeStep step = cpu("app", "500m/", "500m/1");

    assertThat(resize(pod, step)).isEqualTo(new ActOutcome.Done(true));
    assertThat(now(pod).getSpec().getContainers().get(0).getResources().getLimits())
        .isEqualTo(Map.of("cpu", new Quantity("1")));
    assertThat(resize(pod, step.reversed()))
        .isInstanceOfSatisfying(
            ActOutcome.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.LIMIT_CANNOT_BE_REMOVED);
              assertThat(refused.message()).contains("limits cannot be removed");
            });
  }

  @Test
  void aChangeOfTheQosClassIsRefused() {
    Pod pod = running(container("app", "cpu=500m,memory=1Gi", "cpu=500m,memory=1Gi"));

    assertThat(resize(pod, cpu("app", "500m/500m", "400m/500m")))
        .isInstanceOfSatisfying(
            ActOutcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.QOS_WOULD_CHANGE));
    assertThat(now(pod).getSpec().getContainers().get(0).getResources().getRequests())
        .containsEntry("cpu", new Quantity("500m"));
  }

  @Test
  void aRequestOverItsLimitIsRefusedInTheServersWords() {
    Pod pod = running(container("app", "cpu=500m", "cpu=1"));

    assertThat(resize(pod, cpu("app", "500m/1", "2/1")))
        .isInstanceOfSatisfying(
            ActOutcome.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.CHANGE_REFUSED);
              assertThat(refused.message()).contains("must be less than or equal to cpu limit");
            });
  }

  @Test
  void aFullQuotaIsNamedWithItsNumbers() {
    Pod pod = running(container("app", "cpu=500m", "cpu=1"));
    objects.create(
        new ResourceQuotaBuilder()
            .withMetadata(objects.meta("compute"))
            .withNewSpec()
            .addToHard("requests.cpu", new Quantity("600m"))
            .endSpec()
            .build());
    client
        .resourceQuotas()
        .inNamespace(namespace)
        .withName("compute")
        .editStatus(
            quota -> {
              quota.setStatus(
                  new ResourceQuotaStatusBuilder()
                      .addToHard("requests.cpu", new Quantity("600m"))
                      .addToUsed("requests.cpu", new Quantity("500m"))
                      .build());
              return quota;
            });

    Awaitility.await("until admission knows the quota")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(resize(pod, cpu("app", "500m/1", "700m/1")))
                    .isInstanceOfSatisfying(
                        ActOutcome.Refused.class,
                        refused -> {
                          assertThat(refused.reason()).isEqualTo(Reason.QUOTA_FULL);
                          assertThat(refused.message())
                              .contains("requested: requests.cpu=", "limited: requests.cpu=600m");
                        }));
  }

  @Test
  void aLimitRangeRefuses() {
    Pod pod = running(container("app", "cpu=500m", "cpu=1"));
    objects.create(
        new LimitRangeBuilder()
            .withMetadata(objects.meta("most"))
            .withNewSpec()
            .addNewLimit()
            .withType("Container")
            .addToMax("cpu", new Quantity("2"))
            .endLimit()
            .endSpec()
            .build());

    Awaitility.await("until admission knows the LimitRange")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(resize(pod, cpu("app", "500m/1", "500m/3")))
                    .isInstanceOfSatisfying(
                        ActOutcome.Refused.class,
                        refused -> {
                          assertThat(refused.reason()).isEqualTo(Reason.LIMIT_RANGE_REFUSES);
                          assertThat(refused.message())
                              .contains("maximum cpu usage per Container is 2, but limit is 3");
                        }));
  }

  @Test
  void aPodThatIsGoneOrReplacedIsLeftAlone() {
    Pod pod = running(container("app", "cpu=500m", "cpu=1"));

    assertThat(
            actuator.resize(
                ref, live("checkout-1", "another-uid"), List.of(cpu("app", "500m/1", "1/1")), BY))
        .isEqualTo(new ActOutcome.Gone());
    assertThat(
            actuator.resize(ref, live("checkout-2", "x"), List.of(cpu("app", "500m/1", "1/1")), BY))
        .isEqualTo(new ActOutcome.Gone());
    assertThat(now(pod).getMetadata().getAnnotations()).isNullOrEmpty();
  }

  @Test
  void resourcesAtPodLevelAreNotResized() {
    Pod pod = running(container("app", "cpu=500m", "cpu=1"));

    assertThat(resize(pod, Steps.step("", ContainerRole.POD, Resource.CPU, "1/", "2/")))
        .isInstanceOfSatisfying(
            ActOutcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.POD_LEVEL_RESOURCES));
  }
}

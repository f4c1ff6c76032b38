// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import static dev.rightsizing.apply.kubernetes.Steps.BY;
import static dev.rightsizing.apply.kubernetes.Steps.cpu;
import static dev.rightsizing.apply.kubernetes.Steps.live;
import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.testkit.ApiServerFaults;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens between what an actuator reads and what it writes. */
@ExtendWith(LocalApiServer.Provided.class)
class ActuatorFaultsIT {
  private static final Predicate<String> PATCH = request -> request.startsWith("PATCH");
  private static final Predicate<String> RESIZE = request -> request.endsWith("/resize");
  private static final SizeStep UP = cpu("app", "500m/1", "700m/1400m");

  private KubernetesClient admin;
  private ApiServerFaults faults;
  private String namespace;
  private KubernetesObjects objects;
  private Deployment checkout;
  private WorkloadRef ref;
  private KubernetesActuator actuator;

  @BeforeEach
  void makeNamespace(LocalApiServer server) {
    admin = server.client();
    faults = new ApiServerFaults(server.config());
    namespace = server.newNamespace("act-faults");
    objects = new KubernetesObjects(admin, namespace);
    checkout = objects.deployment("checkout", 1, pod(container("app", "cpu=500m", "cpu=1")));
    ref = new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, "checkout");
    actuator = new KubernetesActuator(faults.client(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    faults.client().close();
  }

  private Pod running() {
    return objects.runningPodOf(
        checkout, "checkout-0", "node-1", pod(container("app", "cpu=500m", "cpu=1")));
  }

  private Pod now() {
    return admin.pods().inNamespace(namespace).withName("checkout-0").get();
  }

  private static String cpuRequest(Pod pod) {
    return pod.getSpec().getContainers().get(0).getResources().getRequests().get("cpu").toString();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNewPodOfTheSameNameIsNotTouched(boolean beforeTheResize) {
    Pod pod = running();
    faults.before(
        beforeTheResize ? RESIZE : PATCH,
        () -> {
          admin.resource(pod).withGracePeriod(0).delete();
          running();
        });

    assertThat(actuator.resize(ref, live(pod), List.of(UP), BY)).isEqualTo(new ActOutcome.Gone());

    assertThat(now().getMetadata().getUid()).isNotEqualTo(pod.getMetadata().getUid());
    assertThat(now().getMetadata().getAnnotations()).isNullOrEmpty();
    assertThat(cpuRequest(now())).isEqualTo("500m");
  }

  @Test
  void aServerThatIsAwayBetweenTheWritesOfAResizeIsAskedAgain() {
    Pod pod = running();
    faults.refuse(RESIZE);

    assertThat(actuator.resize(ref, live(pod), List.of(UP), BY))
        .isInstanceOfSatisfying(
            ActOutcome.Retry.class,
            retry -> assertThat(retry.reason()).isEqualTo(Reason.KUBERNETES_UNREACHABLE));
    assertThat(cpuRequest(now())).isEqualTo("500m");

    faults.recover();
    assertThat(actuator.resize(ref, live(pod), List.of(UP), BY))
        .isEqualTo(new ActOutcome.Done(true));
    assertThat(cpuRequest(now())).isEqualTo("700m");
  }

  @Test
  void aWorkloadThatGoesInBetweenIsNotMadeAgain() {
    faults.before(PATCH, () -> admin.resource(checkout).delete());

    assertThat(actuator.template(ref, List.of(UP), Set.of(checkoutManager()), BY))
        .isEqualTo(new ActOutcome.Gone());
    assertThat(admin.resource(checkout).get()).isNull();
  }

  @Test
  void whatAnotherWritesBeforeTheForcedApplyIsNotOverwritten() {
    faults.before(PATCH, () -> faults.before(PATCH, this::writeAsAnother));

    assertThat(actuator.template(ref, List.of(UP), Set.of(checkoutManager()), BY))
        .isInstanceOfSatisfying(
            ActOutcome.Retry.class,
            retry -> assertThat(retry.reason()).isEqualTo(Reason.CHANGE_CONFLICT));
    assertThat(
            admin
                .resource(checkout)
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getResources()
                .getRequests())
        .isEqualTo(Map.of("cpu", new Quantity("900m")));

    assertThat(actuator.template(ref, List.of(UP), Set.of(checkoutManager()), BY))
        .as("and the next time its owner is known")
        .isInstanceOfSatisfying(
            ActOutcome.Owned.class, owned -> assertThat(owned.owner()).isEqualTo("another"));
  }

  private String checkoutManager() {
    return checkout.getMetadata().getManagedFields().get(0).getManager();
  }

  private void writeAsAnother() {
    admin
        .resource(checkout)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.STRATEGIC_MERGE)
                .withFieldManager("another")
                .build(),
            "{\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"app\","
                + " \"resources\": {\"requests\": {\"cpu\": \"900m\"}}}]}}}}");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import static dev.rightsizing.apply.kubernetes.Steps.BY;
import static dev.rightsizing.apply.kubernetes.Steps.cpu;
import static dev.rightsizing.apply.kubernetes.Steps.memory;
import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static dev.rightsizing.testkit.KubernetesObjects.quantities;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(LocalApiServer.Provided.class)
class TemplateIT {
  private KubernetesClient client;
  private String namespace;
  private KubernetesObjects objects;
  private WorkloadRef ref;
  private KubernetesActuator actuator;

  @BeforeEach
  void makeNamespace(LocalApiServer server) {
    client = server.client();
    namespace = server.newNamespace("template");
    objects = new KubernetesObjects(client, namespace);
    ref = new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, "checkout");
    actuator = new KubernetesActuator(client, Clock.systemUTC());
  }

  /** As its owner would apply it, on the server's side. */
  private Deployment appliedBy(String manager, boolean force, PodSpec pod) {
    Deployment wanted =
        new DeploymentBuilder()
            .withMetadata(objects.meta("checkout"))
            .withNewSpec()
            .withNewSelector()
            .addToMatchLabels("app", "checkout")
            .endSelector()
            .withNewTemplate()
            .withNewMetadata()
            .addToLabels("app", "checkout")
            .endMetadata()
            .withSpec(pod)
            .endTemplate()
            .endSpec()
            .build();
    return client
        .resource(wanted)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(force)
                .build());
  }

  private Deployment checkout() {
    return client.apps().deployments().inNamespace(namespace).withName("checkout").get();
  }

  private ResourceRequirements sizes(int container) {
    return checkout()
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .get(container)
        .getResources();
  }

  private ActOutcome change(Set<String> takeOverFrom, SizeStep... steps) {
    return actuator.template(ref, List.of(steps), takeOverFrom, BY);
  }

  private static void assertOwned(ActOutcome outcome, String owner, String... words) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ActOutcome.Owned.class,
            owned -> {
              assertThat(owned.owner()).isEqualTo(owner);
              assertThat(owned.message()).contains(words);
            });
  }

  @Test
  void sizesThatNobodySetAreWrittenAndComeAlongLater() {
    appliedBy("team", false, pod(container("app", "", ""), container("log", "", "")));

    assertThat(change(Set.of(), cpu("app", "/", "250m/"), memory("app", "/", "128Mi/256Mi")))
        .isEqualTo(new ActOutcome.Done(true));
    assertThat(change(Set.of(), cpu("log", "/", "50m/"))).isEqualTo(new ActOutcome.Done(true));
    assertThat(change(Set.of(), cpu("app", "250m/", "0.2/"))).isEqualTo(new ActOutcome.Done(true));

    assertThat(sizes(0).getRequests()).isEqualTo(quantities("cpu=200m,memory=128Mi"));
    assertThat(sizes(0).getLimits()).isEqualTo(quantities("memory=256Mi"));
    assertThat(sizes(1).getRequests()).isEqualTo(quantities("cpu=50m"));
    assertThat(checkout().getMetadata().getAnnotations())
        .containsEntry(LivePod.APPLIED_BY, "shop/cost@42");
    assertThat(checkout().getSpec().getTemplate().getMetadata().getAnnotations())
        .as("an annotation of the template would roll it out")
        .isNullOrEmpty();
  }

  @Test
  void onlySizesAndOneAnnotationAreOwned() {
    appliedBy("team", false, pod(container("app", "", "")));

    change(Set.of(), cpu("app", "/", "250m/500m"));

    assertThat(checkout().getMetadata().getManagedFields())
        .filteredOn(entry -> entry.getManager().equals("rightsizing-apply"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getOperation()).isEqualTo("Apply");
              assertThat(entry.getFieldsV1().getAdditionalProperties().keySet())
                  .containsExactlyInAnyOrder("f:metadata", "f:spec");
              assertThat(entry.getFieldsV1().toString())
                  .contains("f:requests={f:cpu={}}", "f:limits={f:cpu={}}")
                  .doesNotContain("f:image", "f:memory");
            });
  }

  @Test
  void whatIsSoAlreadyIsNotWritten() {
    appliedBy("team", false, pod(container("app", "cpu=250m", "")));
    String version = checkout().getMetadata().getResourceVersion();

    assertThat(change(Set.of(), cpu("app", "500m/", "0.25/")))
        .isEqualTo(new ActOutcome.Done(false));

    assertThat(checkout().getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "argocd-controller         | managedFieldsManagers: [rightsizing-apply]",
        "argocd-controller         | RespectIgnoreDifferences=true",
        "argocd-controller         | kind: Deployment, namespace: template-",
        "kustomize-controller      | kustomize.toolkit.fluxcd.io/ssa: Merge",
        "helm-controller           | spec.git.helmValues",
        "helm                      | each upgrade writes them again",
        "kubectl-client-side-apply | spec.apply.takeOverFrom: [kubectl-client-side-apply]",
      })
  void whatAnotherManagerOwnsIsLeftAloneWithWhatToDo(String manager, String advice) {
    appliedBy(manager, false, pod(container("app", "cpu=500m", "")));
    String version = checkout().getMetadata().getResourceVersion();

    ActOutcome outcome = change(Set.of(), cpu("app", "500m/", "250m/"));

    assertOwned(outcome, manager, "owns app cpu request of Deployment checkout", advice);
    assertThat(checkout().getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void ofSeveralOwnersTheOneThatWritesAgainIsNamed() {
    appliedBy("argocd-controller", false, pod(container("app", "cpu=500m", "")));
    appliedBy("kubectl-edit", true, pod(container("app", "memory=64Mi", "")));

    ActOutcome outcome =
        change(Set.of(), cpu("app", "500m/", "250m/"), memory("app", "64Mi/", "32Mi/"));

    assertOwned(outcome, "argocd-controller", "kubectl-edit", "ignoreDifferences");
  }

  @Test
  void whatMayBeTakenOverIsTakenAndNoMore() {
    appliedBy("team", false, pod(container("app", "cpu=500m", "cpu=1"), container("log", "", "")));

    assertOwned(change(Set.of("another"), cpu("app", "500m/1", "250m/1")), "team", "takeOverFrom");
    assertThat(change(Set.of("team"), cpu("app", "500m/1", "250m/500m")))
        .isEqualTo(new ActOutcome.Done(true));

    assertThat(sizes(0).getRequests()).isEqualTo(quantities("cpu=250m"));
    assertThat(sizes(0).getLimits()).isEqualTo(quantities("cpu=500m"));
    assertThat(checkout().getSpec().getTemplate().getSpec().getContainers())
        .extracting(c -> c.getImage())
        .containsExactly("registry.example/app", "registry.example/log");
  }

  @Test
  void anOwnerThatTookItBackIsNotFoughtUnlessItMayBeTakenOver() {
    appliedBy("team", false, pod(container("app", "", "")));
    change(Set.of(), cpu("app", "/", "250m/"));
    appliedBy("argocd-controller", true, pod(container("app", "cpu=500m", "")));

    assertOwned(
        change(Set.of(), cpu("app", "500m/", "250m/")), "argocd-controller", "ignoreDifferences");
    assertThat(sizes(0).getRequests()).isEqualTo(quantities("cpu=500m"));
  }

  @Test
  void aLimitOfOurOwnGoesByLeavingItOut() {
    appliedBy("team", false, pod(container("app", "", "")));
    SizeStep step = cpu("app", "/", "250m/500m");
    change(Set.of(), step, memory("app", "/", "64Mi/"));

    assertThat(change(Set.of(), step.reversed())).isEqualTo(new ActOutcome.Done(true));

    assertThat(sizes(0).getRequests()).isEqualTo(quantities("memory=64Mi"));
    assertThat(sizes(0).getLimits()).isNullOrEmpty();
  }

  @Test
  void aLimitOfAnotherGoesOnlyWhereItMayBeTakenOverAndInOneWrite() {
    appliedBy("team", false, pod(container("app", "cpu=500m", "cpu=1")));
    SizeStep step = cpu("app", "500m/1", "250m/");

    assertOwned(change(Set.of(), step), "team", "app cpu request, app cpu limit");
    long generation = checkout().getMetadata().getGeneration();
    assertThat(change(Set.of("team"), step)).isEqualTo(new ActOutcome.Done(true));

    assertThat(sizes(0).getRequests()).isEqualTo(quantities("cpu=250m"));
    assertThat(sizes(0).getLimits()).isNullOrEmpty();
    assertThat(checkout().getMetadata().getGeneration())
        .as("one change of the template is one roll-out")
        .isEqualTo(generation + 1);
    assertThat(change(Set.of("team"), step.reversed()))
        .as("after a write by position, apply finds itself as a former manager")
        .isEqualTo(new ActOutcome.Done(true));
    assertThat(sizes(0).getLimits()).isEqualTo(quantities("cpu=1"));
  }

  @Test
  void aMissingWorkloadIsNeverMade() {
    assertThat(change(Set.of(), cpu("app", "500m/", "250m/"))).isEqualTo(new ActOutcome.Gone());
    assertThat(checkout()).isNull();
  }

  @Test
  void aTemplateWithoutTheContainerIsRefused() {
    appliedBy("team", false, pod(container("app", "", "")));

    assertThat(change(Set.of(), cpu("proxy", "/", "250m/")))
        .isInstanceOfSatisfying(
            ActOutcome.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.CHANGE_REFUSED);
              assertThat(refused.message()).contains("none of the containers [proxy]");
            });
  }

  @Test
  void aSizeThatIsNoSizeIsRefusedInTheServersWords() {
    appliedBy("team", false, pod(container("app", "", "")));

    assertThat(change(Set.of(), cpu("app", "/", "2/1")))
        .isInstanceOfSatisfying(
            ActOutcome.Refused.class,
            refused ->
                assertThat(refused.message()).contains("must be less than or equal to cpu limit"));
  }

  @ParameterizedTest
  @EnumSource(names = {"DEPLOYMENT", "STATEFULSET", "DAEMONSET", "CRONJOB", "JOB"})
  void everyBuiltInKindIsChangedButAJob(WorkloadKind kind) {
    PodSpec pod = pod(container("app", "", ""));
    switch (kind) {
      case DEPLOYMENT -> objects.deployment("checkout", 1, pod);
      case STATEFULSET -> objects.statefulSet("checkout", 1, pod);
      case DAEMONSET -> objects.daemonSet("checkout", 1, pod);
      case CRONJOB -> objects.cronJob("checkout", 1, pod);
      default -> objects.job("checkout", 1, pod);
    }

    ActOutcome outcome =
        actuator.template(
            new WorkloadRef(namespace, kind, "checkout"),
            List.of(cpu("app", "/", "250m/")),
            Set.of(),
            BY);

    if (kind == WorkloadKind.JOB) {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              ActOutcome.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.KIND_NOT_APPLIED));
    } else {
      assertThat(outcome).isEqualTo(new ActOutcome.Done(true));
    }
  }
}

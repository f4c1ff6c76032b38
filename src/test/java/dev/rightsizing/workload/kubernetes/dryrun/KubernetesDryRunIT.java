// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.dryrun;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.ProposedContainer;
import dev.rightsizing.model.proposal.ProposedContainer.Change;
import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalApiServer.Provided.class)
class KubernetesDryRunIT {

  private LocalApiServer server;
  private KubernetesClient client;
  private String namespace;
  private KubernetesObjects objects;

  @BeforeEach
  void makeNamespace(LocalApiServer local) {
    server = local;
    client = local.client();
    namespace = local.newNamespace("dry-run");
    objects = new KubernetesObjects(client, namespace);
  }

  private ProposedChange change(WorkloadKind kind, String name, ProposedContainer... containers) {
    return new ProposedChange(
        new WorkloadRef(namespace, kind, name),
        Map.of(),
        WorkloadOwner.UNKNOWN,
        List.of(containers),
        1,
        Optional.empty(),
        Confidence.Level.HIGH,
        "None",
        List.of(),
        "",
        List.of());
  }

  private static ProposedContainer cpu(String container, ContainerRole role, Size now, Size to) {
    return new ProposedContainer(
        container,
        role,
        List.of(new Change(Resource.CPU, now, to, Optional.empty(), Optional.empty(), "")));
  }

  private static ProposedContainer cpu(String container, String request) {
    return cpu(
        container,
        ContainerRole.MAIN,
        Size.NONE,
        Size.of(Amount.parse(Resource.CPU, request), null));
  }

  private DryRun run(ProposedChange change) {
    return new KubernetesDryRun(client).apply(change);
  }

  private Deployment checkout() {
    return client.apps().deployments().inNamespace(namespace).withName("checkout").get();
  }

  private void makeCheckout() {
    objects.deployment(
        "checkout", 1, pod(container("app", "cpu=1", "cpu=2"), container("b", "", "")));
  }

  @Test
  void anAcceptedChangeIsNotMade() {
    makeCheckout();
    String before = checkout().getMetadata().getResourceVersion();

    assertThat(run(change(WorkloadKind.DEPLOYMENT, "checkout", cpu("app", "200m"))))
        .isEqualTo(new DryRun.Accepted());

    assertThat(checkout().getMetadata().getResourceVersion()).isEqualTo(before);
    assertThat(client.pods().inNamespace(namespace).list().getItems()).isEmpty();
  }

  @Test
  void aRequestOverItsLimitIsRefusedInTheServersWords() {
    makeCheckout();

    assertThat(run(change(WorkloadKind.DEPLOYMENT, "checkout", cpu("app", "3"))))
        .isInstanceOfSatisfying(
            DryRun.Refused.class,
            refused -> assertThat(refused.message()).contains("must be less than or equal to cpu"));
  }

  @Test
  void aLimitThatGoesIsTakenAway() {
    makeCheckout();
    Size now = Size.of(Amount.cores(1), Amount.cores(2));

    assertThat(
            run(
                change(
                    WorkloadKind.DEPLOYMENT,
                    "checkout",
                    cpu("app", ContainerRole.MAIN, now, Size.of(Amount.cores(3), null)))))
        .isEqualTo(new DryRun.Accepted());
  }

  @Test
  void aContainerThatIsNotThereIsRefused() {
    makeCheckout();

    assertThat(run(change(WorkloadKind.DEPLOYMENT, "checkout", cpu("gone", "200m"))))
        .isInstanceOf(DryRun.Refused.class);
  }

  @Test
  void aLimitRangeThatPodsWouldBreakIsFound() {
    makeCheckout();
    objects.create(
        new LimitRangeBuilder()
            .withMetadata(objects.meta("least"))
            .withNewSpec()
            .addNewLimit()
            .withType("Container")
            .addToMin("cpu", new Quantity("100m"))
            .addToDefaultRequest("cpu", new Quantity("100m"))
            .endLimit()
            .endSpec()
            .build());

    assertThat(run(change(WorkloadKind.DEPLOYMENT, "checkout", cpu("app", "50m"))))
        .isInstanceOfSatisfying(
            DryRun.Refused.class,
            refused ->
                assertThat(refused.message())
                    .contains("minimum cpu usage per Container is 100m, but request is 50m"));
  }

  @Test
  void aQuotaThatPodsWouldExceedIsFound() {
    makeCheckout();
    client
        .resourceQuotas()
        .inNamespace(namespace)
        .resource(
            new ResourceQuotaBuilder()
                .withMetadata(objects.meta("compute"))
                .withNewSpec()
                .addToHard("requests.memory", new Quantity("1Gi"))
                .endSpec()
                .withNewStatus()
                .addToHard("requests.memory", new Quantity("1Gi"))
                .addToUsed("requests.memory", new Quantity("0"))
                .endStatus()
                .build())
        .create();
    client
        .resourceQuotas()
        .inNamespace(namespace)
        .withName("compute")
        .editStatus(
            quota -> {
              quota.setStatus(
                  new io.fabric8.kubernetes.api.model.ResourceQuotaStatusBuilder()
                      .addToHard("requests.memory", new Quantity("1Gi"))
                      .addToUsed("requests.memory", new Quantity("0"))
                      .build());
              return quota;
            });
    ProposedContainer much =
        new ProposedContainer(
            "app",
            ContainerRole.MAIN,
            List.of(
                new Change(
                    Resource.MEMORY,
                    Size.NONE,
                    Size.of(Amount.parse(Resource.MEMORY, "2Gi"), null),
                    Optional.empty(),
                    Optional.empty(),
                    "")));
    ProposedContainer little =
        new ProposedContainer(
            "b",
            ContainerRole.MAIN,
            List.of(
                new Change(
                    Resource.MEMORY,
                    Size.NONE,
                    Size.of(Amount.parse(Resource.MEMORY, "1Mi"), null),
                    Optional.empty(),
                    Optional.empty(),
                    "")));

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(run(change(WorkloadKind.DEPLOYMENT, "checkout", much, little)))
                    .isInstanceOfSatisfying(
                        DryRun.Refused.class,
                        refused ->
                            assertThat(refused.message()).contains("exceeded quota: compute")));
  }

  @Test
  void aCronJobsContainersLieDeeper() {
    objects.cronJob("nightly", 1, pod(container("app", "cpu=1", "cpu=2")));

    assertThat(run(change(WorkloadKind.CRONJOB, "nightly", cpu("app", "200m"))))
        .isEqualTo(new DryRun.Accepted());
    assertThat(run(change(WorkloadKind.CRONJOB, "nightly", cpu("app", "3"))))
        .isInstanceOf(DryRun.Refused.class);
  }

  @Test
  void aJobIsNotTried() {
    assertThat(run(change(WorkloadKind.JOB, "once", cpu("app", "200m"))))
        .isInstanceOf(DryRun.NotTried.class);
  }

  @Test
  void whatIsNotThereIsNotTried() {
    assertThat(run(change(WorkloadKind.DEPLOYMENT, "gone", cpu("app", "200m"))))
        .isEqualTo(new DryRun.NotTried("Deployment gone is not in the cluster"));
  }

  @Test
  void withoutTheRightNothingIsSentAndTheBindingIsNamed() {
    makeCheckout();
    try (KubernetesClient stranger =
        server.clientAs(LocalApiServer.serviceAccount(namespace, "stranger"))) {
      assertThat(
              new KubernetesDryRun(stranger)
                  .apply(change(WorkloadKind.DEPLOYMENT, "checkout", cpu("app", "200m"))))
          .isEqualTo(
              new DryRun.NotTried(
                  "verb patch on deployments.apps is not allowed in namespace "
                      + namespace
                      + "; bind a role with it to have changes tried"));
    }
  }

  @Test
  void withTheRightToPatchAloneNoPodIsTried() {
    makeCheckout();
    String user = LocalApiServer.serviceAccount(namespace, "patcher");
    objects.create(
        new RoleBuilder()
            .withMetadata(objects.meta("patcher"))
            .addNewRule()
            .withApiGroups("apps")
            .withResources("deployments")
            .withVerbs("get", "patch")
            .endRule()
            .build());
    objects.create(
        new RoleBindingBuilder()
            .withMetadata(objects.meta("patcher"))
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", "patcher")
            .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
            .build());
    try (KubernetesClient patcher = server.clientAs(user)) {
      Awaitility.await("until the binding holds")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(
                          new KubernetesDryRun(patcher)
                              .apply(
                                  change(WorkloadKind.DEPLOYMENT, "checkout", cpu("app", "200m"))))
                      .isEqualTo(new DryRun.Accepted()));
    }
  }

  @Test
  void aRolloutIsPatchedByPosition() {
    CustomResourceDefinition definition =
        client
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .load(KubernetesDryRunIT.class.getResourceAsStream("/rollout-crd.yaml"))
            .item();
    client.resource(definition).create();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> client.supports("argoproj.io/v1alpha1", "Rollout"));
      GenericKubernetesResource made =
          objects.create(
              new GenericKubernetesResourceBuilder()
                  .withApiVersion("argoproj.io/v1alpha1")
                  .withKind("Rollout")
                  .withMetadata(objects.meta("web"))
                  .addToAdditionalProperties(
                      "spec",
                      Map.of(
                          "template",
                          Map.of(
                              "spec",
                              Map.of(
                                  "containers", List.of(Map.of("name", "app", "image", "app"))))))
                  .build());

      assertThat(run(change(WorkloadKind.ROLLOUT, "web", cpu("app", "200m"))))
          .isEqualTo(new DryRun.Accepted());
      assertThat(run(change(WorkloadKind.ROLLOUT, "web", cpu("other", "200m"))))
          .isInstanceOf(DryRun.NotTried.class);
      assertThat(client.resource(made).get().getMetadata().getResourceVersion())
          .isEqualTo(made.getMetadata().getResourceVersion());
    } finally {
      client.resource(definition).delete();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !client.supports("argoproj.io/v1alpha1", "Rollout"));
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import static dev.rightsizing.apply.kubernetes.Steps.BY;
import static dev.rightsizing.apply.kubernetes.Steps.cpu;
import static dev.rightsizing.apply.kubernetes.Steps.live;
import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.ApplySettings.Interruption;
import dev.rightsizing.model.apply.ApplySettings.StepLimits;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.SettableClock;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator may do, and what it says where it may not. */
@ExtendWith(LocalApiServer.Provided.class)
class ProbeIT {
  private static final SizeStep UP = cpu("app", "500m/1", "700m/1400m");

  private LocalApiServer server;
  private KubernetesClient admin;
  private KubernetesClient operator;
  private String namespace;
  private KubernetesObjects objects;
  private WorkloadRef ref;
  private Pod pod;

  @BeforeEach
  void makeOperator(LocalApiServer local) {
    server = local;
    admin = local.client();
    namespace = local.newNamespace("probe");
    operator = local.clientAs(LocalApiServer.serviceAccount(namespace, "operator"));
    objects = new KubernetesObjects(admin, namespace);
    ref = new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, "checkout");
    Deployment checkout =
        objects.deployment("checkout", 1, pod(container("app", "cpu=500m", "cpu=1")));
    pod =
        objects.runningPodOf(
            checkout, "checkout-1", "node-1", pod(container("app", "cpu=500m", "cpu=1")));
    grant("read", rule("", "pods", "get"), rule("apps", "deployments", "get"));
    Awaitility.await("until it may read").until(() -> mayRead(operator));
  }

  @AfterEach
  void close() {
    operator.close();
  }

  private static PolicyRule rule(String group, String resource, String verb) {
    return new PolicyRuleBuilder()
        .withApiGroups(group)
        .withResources(resource)
        .withVerbs(verb)
        .build();
  }

  private void grant(String name, PolicyRule... rules) {
    objects.create(new RoleBuilder().withMetadata(objects.meta(name)).withRules(rules).build());
    objects.create(
        new RoleBindingBuilder()
            .withMetadata(objects.meta(name))
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
            .addNewSubject(
                "rbac.authorization.k8s.io",
                "User",
                LocalApiServer.serviceAccount(namespace, "operator"),
                null)
            .build());
  }

  private boolean mayRead(KubernetesClient client) {
    try {
      return client.pods().inNamespace(namespace).withName("checkout-1").get() != null
          && client.apps().deployments().inNamespace(namespace).withName("checkout").get() != null;
    } catch (io.fabric8.kubernetes.client.KubernetesClientException e) {
      return false;
    }
  }

  private static ApplySettings settings(String... takeOverFrom) {
    return new ApplySettings(
        ApplyStrategy.IN_PLACE,
        false,
        false,
        Confidence.Level.HIGH,
        Optional.empty(),
        Duration.ofHours(24),
        new StepLimits(30, 100),
        1,
        Duration.ofMinutes(30),
        List.of(),
        false,
        Interruption.FINISH,
        Set.of(takeOverFrom));
  }

  private Optional<ActOutcome> probe(
      KubernetesActuator actuator, ApplyStrategy strategy, SizeStep... steps) {
    return actuator.probe(
        ref,
        strategy,
        Optional.of(live(pod)),
        List.of(steps),
        settings("fabric8-kubernetes-client"));
  }

  private static void assertForbidden(Optional<ActOutcome> outcome, String... words) {
    assertThat(outcome)
        .get()
        .isInstanceOfSatisfying(
            ActOutcome.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.APPLY_FORBIDDEN);
              assertThat(refused.message()).contains(words);
            });
  }

  @Test
  void aMissingRightIsNamedWithWhatToBindAndTheNewBindingIsSeenSoon() {
    SettableClock clock = new SettableClock(Instant.parse("2026-11-30T10:00:00Z"));
    KubernetesActuator actuator = new KubernetesActuator(operator, clock);

    assertForbidden(
        probe(actuator, ApplyStrategy.IN_PLACE, UP),
        "verb patch on pods is not allowed in namespace " + namespace,
        "bind ClusterRole rightsizing-operator-apply in namespace " + namespace,
        "apply.enabled, apply.namespaces");

    grant("pods", rule("", "pods", "patch"));
    Awaitility.await("until the binding holds and the denial is asked again")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              clock.advance(Duration.ofSeconds(31));
              assertForbidden(
                  probe(actuator, ApplyStrategy.IN_PLACE, UP),
                  "verb patch on pods/resize is not allowed",
                  "in neither admin nor edit",
                  "only a cluster administrator can grant it");
            });

    grant("resize", rule("", "pods/resize", "patch"));
    Awaitility.await("until nothing is in the way")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              clock.advance(Duration.ofSeconds(31));
              assertThat(probe(actuator, ApplyStrategy.IN_PLACE, UP)).isEmpty();
            });
    assertThat(admin.resource(pod).get().getMetadata().getResourceVersion())
        .as("a probe changes nothing")
        .isEqualTo(pod.getMetadata().getResourceVersion());
    assertThat(actuator.resize(ref, live(pod), List.of(UP), BY))
        .isEqualTo(new ActOutcome.Done(true));
  }

  @Test
  void aWriteWithoutTheRightSaysTheSame() {
    KubernetesActuator actuator = new KubernetesActuator(operator, Clock.systemUTC());

    assertForbidden(
        Optional.of(actuator.resize(ref, live(pod), List.of(UP), BY)),
        "verb patch on pods is not allowed in namespace " + namespace,
        "bind ClusterRole");
    assertForbidden(
        Optional.of(actuator.template(ref, List.of(UP), Set.of(), BY)),
        "verb patch on deployments.apps is not allowed in namespace " + namespace);
  }

  @ParameterizedTest
  @EnumSource(names = {"ROLLOUT", "ON_NEXT_ROLLOUT"})
  void aTemplateNeedsTheRightOnItsKind(ApplyStrategy strategy) {
    assertForbidden(
        probe(new KubernetesActuator(operator, Clock.systemUTC()), strategy, UP),
        "verb patch on deployments.apps is not allowed in namespace " + namespace);
  }

  @Test
  void theServerChecksTheStepItself() {
    KubernetesActuator actuator = new KubernetesActuator(admin, Clock.systemUTC());

    assertThat(probe(actuator, ApplyStrategy.IN_PLACE, UP)).isEmpty();
    assertThat(probe(actuator, ApplyStrategy.IN_PLACE)).isEmpty();
    assertThat(probe(actuator, ApplyStrategy.IN_PLACE, cpu("app", "500m/1", "500m/")))
        .get()
        .isInstanceOfSatisfying(
            ActOutcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.LIMIT_CANNOT_BE_REMOVED));
    assertThat(probe(actuator, ApplyStrategy.ROLLOUT, UP)).isEmpty();
    assertThat(probe(actuator, ApplyStrategy.ROLLOUT, cpu("app", "500m/1", "3/1")))
        .get()
        .isInstanceOf(ActOutcome.Refused.class);
    assertThat(
            actuator.probe(ref, ApplyStrategy.ROLLOUT, Optional.empty(), List.of(UP), settings()))
        .get()
        .isInstanceOf(ActOutcome.Owned.class);
    assertThat(
            admin
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("checkout")
                .get()
                .getMetadata()
                .getGeneration())
        .isEqualTo(1);
  }
}

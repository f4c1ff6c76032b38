// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.apply.Journal;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.StatusWriter;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.SettableClock;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is remembered of changes, while others write the same status. */
@ExtendWith(LocalApiServer.Provided.class)
class RecommendationJournalIT {
  private static final Instant NOW = Instant.parse("2026-03-04T10:20:30Z");
  private static final ApplyMemory WAITING =
      ApplyMemory.first(NOW).in(ApplyState.HELD, Reason.NOT_APPROVED, "wait for 3 people", NOW);
  private static final ApplyMemory READY =
      WAITING.in(ApplyState.READY, Reason.APPLY_READY, "go", NOW);

  private final SettableClock clock = new SettableClock(NOW);
  private final List<String> refused = new ArrayList<>();
  private KubernetesClient client;
  private String namespace;
  private WorkloadRef ref;

  @BeforeEach
  void install(LocalApiServer server) {
    client = server.client();
    Crds.install(client);
    namespace = server.newNamespace("journal");
    ref = new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, "web");
    create();
  }

  private void create() {
    client
        .resource(
            Serialization.unmarshal(
                """
                apiVersion: rightsizing.dev/v1alpha1
                kind: Recommendation
                metadata: {name: deployment-web, namespace: %s}
                spec: {policy: p, target: {apiVersion: apps/v1, kind: Deployment, name: web}}
                """
                    .formatted(namespace),
                Recommendation.class))
        .create();
  }

  private Recommendation object() {
    return client
        .resources(Recommendation.class)
        .inNamespace(namespace)
        .withName("deployment-web")
        .get();
  }

  private Journal journal() {
    RecommendationStore store =
        new RecommendationStore(
            client, new ReconcileSettings(namespace, Set.of(namespace), Duration.ofSeconds(2), 2));
    return new ApplyStore(
            store,
            new StatusWriter(client, ApplyStore.FIELD_MANAGER),
            new ApplyRecommendations(Optional.empty(), store),
            clock)
        .journal(Map.of(ref, object()), (of, why) -> refused.add(why));
  }

  private void risk(String level) {
    new StatusWriter(client, RecommendationStore.RISK_MANAGER)
        .status(
            object(),
            Serialization.unmarshal("risk: {level: " + level + "}", RecommendationStatus.class));
  }

  private String state() {
    return object().getStatus().getApply().getState().name();
  }

  @Test
  void othersMayWriteTheirPartsInBetween() {
    Journal journal = journal();
    risk("Warning");
    assertThat(journal.keep(ref, WAITING)).isTrue();
    risk("Critical");
    assertThat(journal.keep(ref, READY)).isTrue();
    assertThat(journal.keep(ref, WAITING)).isTrue();

    assertThat(state()).isEqualTo("Held");
    assertThat(object().getStatus().getRisk().getLevel()).hasToString("Critical");
    assertThat(refused).isEmpty();
  }

  @Test
  void anotherMemoryIsNeverOverwritten() {
    Journal journal = journal();
    assertThat(journal.keep(ref, WAITING)).isTrue();
    assertThat(journal().keep(ref, READY)).as("another process").isTrue();

    assertThat(journal.keep(ref, WAITING.noting(Reason.NOT_APPROVED, "wait more"))).isFalse();

    assertThat(state()).isEqualTo("Ready");
  }

  @Test
  void whatIsGoneOrMadeAnewIsNotKept() {
    Journal journal = journal();
    client.resource(object()).delete();
    assertThat(journal.keep(ref, WAITING)).isFalse();

    create();
    assertThat(journal.keep(ref, WAITING)).isFalse();
    assertThat(object().getStatus()).isNull();
  }

  @Test
  void numbersAreNoNewsWhileNothingIsUnderWay() {
    Journal journal = journal();
    journal.keep(ref, WAITING);
    String version = object().getMetadata().getResourceVersion();

    assertThat(journal.keep(ref, WAITING.noting(Reason.NOT_APPROVED, "wait for 4 people")))
        .isTrue();
    assertThat(object().getMetadata().getResourceVersion()).isEqualTo(version);

    assertThat(journal.keep(ref, WAITING.noting(Reason.NOT_APPROVED, "wait for nobody"))).isTrue();
    assertThat(object().getStatus().getApply().getMessage()).isEqualTo("wait for nobody");
  }

  @Test
  void aWorkloadThatIsNotOfThePassIsNotKept() {
    assertThat(
            journal().keep(new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, "other"), WAITING))
        .isFalse();
  }
}

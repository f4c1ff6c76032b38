// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.steps.KnownRecommendation;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.StatusWriter;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.watch.FallbackListener;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalApiServer.Provided.class)
class RecommendationCacheIT {
  private KubernetesClient client;
  private String shop;
  private String bank;
  private RecommendationCache watched;

  @BeforeEach
  void prepare(LocalApiServer server) {
    client = server.client();
    Crds.install(client);
    shop = server.newNamespace("shop");
    bank = server.newNamespace("bank");
    watched = watching(Set.of());
  }

  @AfterEach
  void end() {
    watched.close();
  }

  private RecommendationCache watching(Set<String> namespaces) {
    ReconcileSettings settings =
        new ReconcileSettings("rightsizing-system", namespaces, Duration.ofMinutes(1), 4);
    return new RecommendationCache(
        client,
        new RecommendationStore(client, settings),
        settings,
        Clock.systemUTC(),
        FallbackListener.NONE);
  }

  private void recommendation(String namespace, String name, Policy.Id policy) {
    Recommendation object =
        Serialization.unmarshal(
            """
            apiVersion: rightsizing.dev/v1alpha1
            kind: Recommendation
            metadata:
              name: deployment-%1$s
              namespace: %2$s
              labels: {%3$s: %4$s, %5$s: %6$s}
            spec:
              policy: %4$s
              policyNamespace: %6$s
              target: {apiVersion: apps/v1, kind: Deployment, name: %1$s}
            """
                .formatted(
                    name,
                    namespace,
                    RecommendationNames.POLICY_LABEL,
                    policy.name(),
                    RecommendationNames.POLICY_NAMESPACE_LABEL,
                    policy.namespace()),
            Recommendation.class);
    client.resource(object).create();
    object.setStatus(
        Serialization.unmarshal(
            """
            replicas: 3
            patches: {kustomize: a long text}
            containers:
            - name: app
              memory: {explanation: why, recommended: {request: 1Gi, limit: 2Gi}}
            conditions:
            - {type: AtRisk, status: "True", reason: MemoryRisk, message: m, lastTransitionTime: "2026-03-04T10:00:00Z"}
            - {type: Ready, status: "True", reason: Ready, message: m, lastTransitionTime: "2026-03-04T10:00:00Z"}
            risk: {level: Critical}
            """,
            RecommendationStatus.class));
    new StatusWriter(client, "it").status(object, object.getStatus());
  }

  private List<String> names(RecommendationCache of, Policy.Id policy) {
    return of.apply(policy).stream().map(r -> r.object().getMetadata().getName()).sorted().toList();
  }

  @Test
  void keepsOfAPolicysRecommendationsWhatATickReads() {
    Policy.Id policy = new Policy.Id(shop, "p");
    recommendation(shop, "web", policy);
    recommendation(shop, "other", new Policy.Id(shop, "q"));
    recommendation(bank, "web", new Policy.Id(bank, "p"));

    List<Recommendation> kept =
        watched.apply(policy).stream().map(KnownRecommendation::object).toList();

    assertThat(kept).hasSize(1);
    var status = kept.get(0).getStatus();
    assertThat(kept.get(0).getSpec().getTarget().getName()).isEqualTo("web");
    assertThat(kept.get(0).getMetadata().getUid()).isNotEmpty();
    assertThat(status.getRisk().getLevel()).hasToString("Critical");
    assertThat(status.getConditions()).extracting(c -> c.getType()).contains("AtRisk");
    assertThat(status.getContainers().get(0).getMemory().getRecommended().getLimit())
        .isEqualTo("2Gi");
    assertThat(status.getContainers().get(0).getMemory().getExplanation()).isNull();
    assertThat(status.getPatches()).isNull();
  }

  @Test
  void followsWhatComesAndGoes() {
    Policy.Id policy = new Policy.Id(shop, "p");
    recommendation(shop, "web", policy);
    assertThat(names(watched, policy)).containsExactly("deployment-web");

    recommendation(shop, "api", policy);
    await("until the new one is seen").until(() -> names(watched, policy).size() == 2);

    client.resources(Recommendation.class).inNamespace(shop).withName("deployment-web").delete();
    await("until the old one is gone")
        .until(() -> names(watched, policy).equals(List.of("deployment-api")));
  }

  @Test
  void aPolicyOfTheOperatorsNamespaceReachesAllThatMayBeWatched() {
    Policy.Id all = new Policy.Id("rightsizing-system", "all-" + shop);
    recommendation(shop, "web", all);
    recommendation(bank, "web", all);
    try (RecommendationCache one = watching(Set.of(bank))) {
      assertThat(names(watched, all)).hasSize(2);
      assertThat(one.apply(all))
          .extracting(r -> r.object().getMetadata().getNamespace())
          .containsExactly(bank);
    }
  }
}

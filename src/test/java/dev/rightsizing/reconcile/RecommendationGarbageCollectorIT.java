// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.testkit.ApiServerFaults;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deletes what policies left behind, and nothing else, on a real API server. */
@ExtendWith(LocalApiServer.Provided.class)
class RecommendationGarbageCollectorIT {
  private final List<Policy.Id> forgotten = new CopyOnWriteArrayList<>();
  private KubernetesClient client;
  private ApiServerFaults faults;
  private String namespace;
  private String central;

  @BeforeEach
  void prepare(LocalApiServer server) {
    client = server.client();
    faults = new ApiServerFaults(server.config());
    Crds.install(client);
    namespace = server.newNamespace("collected");
    central = server.newNamespace("central");
  }

  @AfterEach
  void stop() {
    faults.client().close();
  }

  private RecommendationGarbageCollector collector(Duration replacedWithin, String... watched) {
    ReconcileSettings settings =
        new ReconcileSettings(central, Set.of(watched), Duration.ofMinutes(1), 4);
    RecommendationGarbageCollector collector =
        new RecommendationGarbageCollector(
            faults.client(),
            new RecommendationStore(faults.client(), settings),
            settings,
            forgotten::add,
            new RecommendationGarbageCollector.Work(
                Executors.newSingleThreadScheduledExecutor(), replacedWithin));
    collector.start();
    return collector;
  }

  private RightSizingPolicy policy(String in, String name) {
    return client
        .resource(
            Serialization.unmarshal(
                "apiVersion: rightsizing.dev/v1alpha1\nkind: RightSizingPolicy\nmetadata: {name: "
                    + name
                    + ", namespace: "
                    + in
                    + "}\nspec: {}",
                RightSizingPolicy.class))
        .create();
  }

  private void recommendation(String name, String policy, String policyNamespace) {
    client
        .resource(
            Serialization.unmarshal(
                """
                apiVersion: rightsizing.dev/v1alpha1
                kind: Recommendation
                metadata:
                  name: deployment-%1$s
                  namespace: %2$s
                  labels: {rightsizing.dev/policy: %3$s, rightsizing.dev/policy-namespace: %4$s}
                spec:
                  policy: %3$s
                  policyNamespace: %4$s
                  target: {apiVersion: apps/v1, kind: Deployment, name: %1$s}
                """
                    .formatted(name, namespace, policy, policyNamespace),
                Recommendation.class))
        .create();
  }

  private List<String> left() {
    return client.resources(Recommendation.class).inNamespace(namespace).list().getItems().stream()
        .map(r -> r.getMetadata().getName())
        .toList();
  }

  private static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
  }

  @Test
  void aDeletedPolicyTakesItsRecommendationsWithItAndNoOthers() {
    RightSizingPolicy gone = policy(namespace, "gone");
    policy(namespace, "stays");
    recommendation("a", "gone", namespace);
    recommendation("b", "stays", namespace);
    try (var collector = collector(Duration.ZERO, namespace)) {
      client.resource(gone).delete();

      eventually().until(() -> left().equals(List.of("deployment-b")));
      assertThat(forgotten).contains(new Policy.Id(namespace, "gone"));
    }
  }

  @Test
  void whatWasLeftBehindWhileTheOperatorWasAwayIsSweptAtTheStart() {
    recommendation("a", "gone", namespace);
    policy(namespace, "stays");
    recommendation("b", "stays", namespace);

    try (var collector = collector(Duration.ZERO, namespace)) {
      eventually().until(() -> left().equals(List.of("deployment-b")));
    }
  }

  @Test
  void whatBelongsToAPolicyInANamespaceThatIsNotWatchedIsLeftAlone() {
    policy(central, "for-all");
    recommendation("a", "for-all", central);
    recommendation("b", "gone", namespace);

    try (var collector = collector(Duration.ZERO, namespace)) {
      // What may be deleted is: so the sweep has judged both.
      eventually().until(() -> !left().contains("deployment-b"));
      assertThat(left()).containsExactly("deployment-a");
    }
  }

  @Test
  void nothingIsDeletedWhileTheApiServerDoesNotSayThatThePolicyIsGone() {
    recommendation("a", "gone", namespace);
    faults.refuse(request -> request.endsWith("/rightsizingpolicies/gone"));
    try (var collector = collector(Duration.ZERO, namespace)) {
      eventually().until(() -> faults.refusals() > 0);
      assertThat(left()).containsExactly("deployment-a");

      faults.recover();
      collector.removed(new Policy.Id(namespace, "gone"));

      eventually().until(() -> left().isEmpty());
    }
  }

  @Test
  void aPolicyThatIsMadeAnewAtOnceKeepsItsRecommendations() {
    RightSizingPolicy policy = policy(namespace, "replaced");
    RightSizingPolicy gone = policy(namespace, "gone");
    recommendation("a", "replaced", namespace);
    recommendation("b", "gone", namespace);
    try (var collector = collector(Duration.ofSeconds(1), namespace)) {
      client.resource(policy).delete();
      policy(namespace, "replaced");
      client.resource(gone).delete();

      // It was deleted later, and there is one thread: the first was judged before.
      eventually().until(() -> !left().contains("deployment-b"));
      assertThat(left()).containsExactly("deployment-a");
    }
  }

  @Test
  void whatANewPolicyHasWrittenSinceIsNotDeleted() {
    recommendation("a", "gone", namespace);
    recommendation("b", "gone", namespace);
    faults.before(
        request -> request.endsWith("/rightsizingpolicies/gone"),
        () ->
            client
                .resources(Recommendation.class)
                .inNamespace(namespace)
                .withName("deployment-a")
                .edit(
                    r -> {
                      r.getMetadata().setAnnotations(java.util.Map.of("written", "anew"));
                      return r;
                    }));

    try (var collector = collector(Duration.ZERO, namespace)) {
      eventually().until(() -> !left().contains("deployment-b"));
      assertThat(left()).containsExactly("deployment-a");
    }
  }
}

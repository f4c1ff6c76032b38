// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.api.v1alpha1.recommendation.apply.WorkloadApplyStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Recommendations in a cluster, and an operator that answers requests with prepared states. */
record Changes(KubernetesClient client, String namespace) {
  static final String CHECKOUT = "deployment-checkout";

  /** A Recommendation of policy shop, with a status as YAML; empty: not computed. */
  void recommendation(String workload, String status) {
    Recommendation object =
        read(
            """
            apiVersion: rightsizing.dev/v1alpha1
            kind: Recommendation
            metadata: {name: deployment-%1$s, namespace: %2$s, labels: {rightsizing.dev/policy: shop}}
            spec:
              policy: shop
              policyNamespace: %2$s
              target: {apiVersion: apps/v1, kind: Deployment, name: %1$s}
            """
                .formatted(workload, namespace),
            Recommendation.class);
    Recommendation made = client.resource(object).create();
    if (!status.isEmpty()) {
      made.setStatus(read(status, RecommendationStatus.class));
      client.resource(made).updateStatus();
    }
  }

  /** A policy named shop. */
  void policy(String spec) {
    client
        .resource(
            read(
                """
                apiVersion: rightsizing.dev/v1alpha1
                kind: RightSizingPolicy
                metadata: {name: shop, namespace: %s}
                spec: %s
                """
                    .formatted(namespace, spec),
                RightSizingPolicy.class))
        .create();
  }

  /** What the operator says of that policy. */
  void policyStatus(String status) {
    RightSizingPolicy policy =
        client.resources(RightSizingPolicy.class).inNamespace(namespace).withName("shop").get();
    policy.setStatus(read(status, RightSizingPolicyStatus.class));
    client.resource(policy).updateStatus();
  }

  Recommendation checkout() {
    return client.resources(Recommendation.class).inNamespace(namespace).withName(CHECKOUT).get();
  }

  /**
   * Answers a request once it is there, each state after the one before.
   *
   * @param states as YAML; {@code ASKED} in them is the time of the request
   */
  CompletableFuture<Void> answers(String annotation, String... states) {
    return CompletableFuture.runAsync(
        () -> {
          Recommendation asked =
              client
                  .resources(Recommendation.class)
                  .inNamespace(namespace)
                  .withName(CHECKOUT)
                  .waitUntilCondition(
                      now -> now != null && Requests.annotations(now).containsKey(annotation),
                      20,
                      TimeUnit.SECONDS);
          String time = Requests.annotations(asked).get(annotation);
          for (String state : states) {
            Recommendation now = checkout();
            now.getStatus().setApply(read(state.replace("ASKED", time), WorkloadApplyStatus.class));
            client.resource(now).updateStatus();
          }
        });
  }

  private static <T> T read(String yaml, Class<T> type) {
    try {
      return new YAMLMapper().readValue(yaml, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

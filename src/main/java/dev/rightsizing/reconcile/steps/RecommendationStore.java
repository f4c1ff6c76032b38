// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.telemetry.trace.Attributes;
import dev.rightsizing.telemetry.trace.Tracing;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes Recommendation objects by server-side apply under the operator's name. */
public final class RecommendationStore {
  /** As managedFields shows it. */
  public static final String FIELD_MANAGER = "rightsizing-operator";

  /** Of the risk evaluation, which writes the risk alone. */
  public static final String RISK_MANAGER = "rightsizing-risk";

  private final KubernetesClient client;
  private final StatusWriter writer;
  private final ReconcileSettings settings;
  private final Tracing tracing;

  public RecommendationStore(KubernetesClient client, ReconcileSettings settings) {
    this(client, settings, Tracing.OFF);
  }

  /**
   * @param tracing each write is a step
   */
  public RecommendationStore(KubernetesClient client, ReconcileSettings settings, Tracing tracing) {
    this.client = client;
    this.tracing = tracing;
    this.writer = new StatusWriter(client, FIELD_MANAGER, tracing);
    this.settings = settings;
  }

  /** All that belong to a policy, in whichever namespace they are. */
  public List<Recommendation> of(Policy.Id policy) {
    Map<String, String> labels =
        Map.of(
            RecommendationNames.POLICY_LABEL, RecommendationNames.label(policy.name()),
            RecommendationNames.POLICY_NAMESPACE_LABEL, policy.namespace());
    // Only a policy in the operator's own namespace reaches beyond its own.
    if (!policy.namespace().equals(settings.ownNamespace())) {
      return in(policy.namespace(), labels);
    }
    return everywhere(labels);
  }

  /** All that the operator may see. */
  public List<Recommendation> all() {
    return everywhere(Map.of());
  }

  private List<Recommendation> everywhere(Map<String, String> labels) {
    if (settings.watchNamespaces().isEmpty()) {
      return client
          .resources(Recommendation.class)
          .inAnyNamespace()
          .withLabels(labels)
          .list()
          .getItems();
    }
    List<Recommendation> found = new ArrayList<>();
    settings.watchNamespaces().forEach(namespace -> found.addAll(in(namespace, labels)));
    return found;
  }

  private List<Recommendation> in(String namespace, Map<String, String> labels) {
    return client
        .resources(Recommendation.class)
        .inNamespace(namespace)
        .withLabels(labels)
        .list()
        .getItems();
  }

  /** A Recommendation as the API server has it now. */
  public Optional<Recommendation> get(Recommendation object) {
    return Optional.ofNullable(
        client
            .resources(Recommendation.class)
            .inNamespace(object.getMetadata().getNamespace())
            .withName(object.getMetadata().getName())
            .get());
  }

  /** Those that belong to a policy, reduced. */
  public List<KnownRecommendation> known(Policy.Id policy) {
    return of(policy).stream().map(KnownRecommendation::of).toList();
  }

  /**
   * Creates or changes the object; its status and a person's decision are not touched.
   *
   * @return whether it was created
   */
  boolean apply(Recommendation object) {
    return writer.object(object);
  }

  /**
   * Replaces the operator's part of the status.
   *
   * @param resourceVersion that the object must still have; empty: whatever it has
   */
  void applyStatus(
      Recommendation object, RecommendationStatus status, Optional<String> resourceVersion) {
    writer.status(object, status, resourceVersion);
  }

  public void delete(Recommendation object) {
    try (Tracing.Step step = deletion(object)) {
      try {
        client
            .resources(Recommendation.class)
            .inNamespace(object.getMetadata().getNamespace())
            .withName(object.getMetadata().getName())
            .delete();
      } catch (KubernetesClientException e) {
        step.failed("Refused");
        throw e;
      }
    }
  }

  private Tracing.Step deletion(Recommendation object) {
    return tracing
        .call("delete object")
        .with(Attributes.KIND, object.getKind())
        .with(Attributes.NAMESPACE, object.getMetadata().getNamespace())
        .with(Attributes.NAME, object.getMetadata().getName());
  }

  /**
   * Deletes an object unless it changed since it was read.
   *
   * @return false when it did, or is gone already
   */
  public boolean deleteUnchanged(Recommendation object) {
    try (Tracing.Step step = deletion(object)) {
      try {
        return !client
            .resources(Recommendation.class)
            .inNamespace(object.getMetadata().getNamespace())
            .withName(object.getMetadata().getName())
            .lockResourceVersion(object.getMetadata().getResourceVersion())
            .delete()
            .isEmpty();
      } catch (KubernetesClientException e) {
        if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
          return false;
        }
        step.failed("Refused");
        throw e;
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.steps.StatusWriter;
import dev.rightsizing.telemetry.trace.Tracing;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads policies and writes {@code status.quotaRisks} under a field manager of its own, so that it
 * and the evaluation never write over one another.
 */
public final class QuotaStore {
  /** As managedFields shows it. */
  public static final String FIELD_MANAGER = "rightsizing-quota";

  private final KubernetesClient client;
  private final StatusWriter writer;
  private final ReconcileSettings settings;

  public QuotaStore(KubernetesClient client, ReconcileSettings settings) {
    this(client, settings, Tracing.OFF);
  }

  /**
   * @param tracing each write is a step
   */
  public QuotaStore(KubernetesClient client, ReconcileSettings settings, Tracing tracing) {
    this.client = client;
    this.writer = new StatusWriter(client, FIELD_MANAGER, tracing);
    this.settings = settings;
  }

  /** The policy as the API server has it now; empty when it is gone or going. */
  Optional<RightSizingPolicy> read(Policy.Id policy) {
    return Optional.ofNullable(
            client
                .resources(RightSizingPolicy.class)
                .inNamespace(policy.namespace())
                .withName(policy.name())
                .get())
        .filter(p -> p.getMetadata().getDeletionTimestamp() == null);
  }

  /** Every policy that the operator may see. */
  List<RightSizingPolicy> all() {
    if (settings.watchNamespaces().isEmpty()) {
      return client.resources(RightSizingPolicy.class).inAnyNamespace().list().getItems();
    }
    List<RightSizingPolicy> found = new ArrayList<>();
    settings
        .watchNamespaces()
        .forEach(
            namespace ->
                found.addAll(
                    client
                        .resources(RightSizingPolicy.class)
                        .inNamespace(namespace)
                        .list()
                        .getItems()));
    return found;
  }

  /** Replaces the quota watch's part of the status. */
  void apply(Policy.Id policy, RightSizingPolicyStatus status) {
    RightSizingPolicy update = new RightSizingPolicy();
    update.setMetadata(
        new ObjectMetaBuilder().withNamespace(policy.namespace()).withName(policy.name()).build());
    writer.status(update, status);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.recommend.Policy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks the API server itself for a policy. A cache learns of a deletion later than others do, and
 * what is written in between would stay.
 */
public final class PolicyLookup {
  private final KubernetesClient client;

  public PolicyLookup(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Whether there is no policy of that name.
   *
   * @throws KubernetesClientException when the API server does not say
   */
  boolean isGone(Policy.Id policy) {
    return read(policy).isEmpty();
  }

  /**
   * Whether a policy still is: neither gone, nor being deleted, nor replaced by another one of its
   * name. Assumed while the API server does not say.
   */
  public boolean isCurrent(RightSizingPolicy policy) {
    try {
      return read(PolicyEvaluation.id(policy))
          .filter(now -> now.getMetadata().getDeletionTimestamp() == null)
          .filter(now -> Objects.equals(now.getMetadata().getUid(), policy.getMetadata().getUid()))
          .isPresent();
    } catch (KubernetesClientException e) {
      // Whatever is written meanwhile fails as well, and says why.
      return true;
    }
  }

  /**
   * A policy by its name.
   *
   * @throws KubernetesClientException when the API server does not say
   */
  public Optional<RightSizingPolicy> named(Policy.Id policy) {
    return read(policy);
  }

  /** The policies of a policy's namespace; none while the API server does not say. */
  List<RightSizingPolicy> beside(Policy.Id policy) {
    try {
      return client
          .resources(RightSizingPolicy.class)
          .inNamespace(policy.namespace())
          .list()
          .getItems();
    } catch (KubernetesClientException e) {
      return List.of();
    }
  }

  private Optional<RightSizingPolicy> read(Policy.Id policy) {
    return Optional.ofNullable(
        client
            .resources(RightSizingPolicy.class)
            .inNamespace(policy.namespace())
            .withName(policy.name())
            .get());
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.review;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.recommend.GitSettingsReader;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What policies say of Git, as far as the person may read them: without that, mappings of Helm
 * values are not known and the rest is found all the same.
 */
final class PolicyGit {
  private final KubernetesClient client;
  private final Map<String, Optional<GitSettings>> known = new HashMap<>();

  PolicyGit(KubernetesClient client) {
    this.client = client;
  }

  Optional<GitSettings> of(Recommendation recommendation) {
    String namespace = recommendation.getSpec().getPolicyNamespace();
    String name = recommendation.getSpec().getPolicy();
    return name == null || namespace == null
        ? Optional.empty()
        : known.computeIfAbsent(namespace + "/" + name, key -> read(namespace, name));
  }

  private Optional<GitSettings> read(String namespace, String name) {
    try {
      return Optional.ofNullable(
              client.resources(RightSizingPolicy.class).inNamespace(namespace).withName(name).get())
          .map(policy -> policy.getSpec().getGit())
          .flatMap(rule -> new GitSettingsReader().read(rule));
    } catch (KubernetesClientException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

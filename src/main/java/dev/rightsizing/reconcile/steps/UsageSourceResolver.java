// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.usage.AuthSecret;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.UsageSources;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;

/** Finds the source of usage that a policy asks for, with the credentials of its Secret. */
public final class UsageSourceResolver {
  private final PolicySecret secrets;
  private final UsageSources sources;

  public UsageSourceResolver(KubernetesClient client, UsageSources sources) {
    this.secrets = new PolicySecret(client);
    this.sources = sources;
  }

  /**
   * The source of a policy.
   *
   * @throws UsageException when the Secret or the URL cannot be used
   */
  public UsageSource connect(Policy policy) throws UsageException {
    Policy.Source wanted = policy.source();
    String namespace = policy.id().namespace();
    Optional<AuthSecret> secret = Optional.empty();
    if (wanted.authSecret().isPresent()) {
      String name = wanted.authSecret().get();
      secret = Optional.of(new AuthSecret(namespace, name, secret(namespace, name)));
    }
    return sources.source(
        new SourceRequest(
            new PolicyRef(namespace, policy.id().name()), wanted.url(), secret, wanted.matchers()));
  }

  private Map<String, byte[]> secret(String namespace, String name) throws UsageException {
    try {
      return secrets.read(
          namespace, name, "spec.prometheus.authSecret", "the key token, or username and password");
    } catch (PolicySecret.UnreadableException e) {
      throw new UsageException(e.reason(), e.getMessage(), e.getCause());
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Reason;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.usage.AuthSecret;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.UsageSources;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the source of usage that a policy asks for, with the credentials of its Secret. */
public final class UsageSourceResolver {
  private final KubernetesClient client;
  private final UsageSources sources;

  public UsageSourceResolver(KubernetesClient client, UsageSources sources) {
    this.client = client;
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
    Secret secret;
    try {
      secret = client.secrets().inNamespace(namespace).withName(name).get();
    } catch (KubernetesClientException e) {
      throw refused(namespace, name, e);
    }
    if (secret == null) {
      throw new UsageException(
          Reason.AUTH_SECRET_MISSING,
          "Secret "
              + namespace
              + "/"
              + name
              + " of spec.prometheus.authSecret does not exist;"
              + " create it with the key token, or username and password");
    }
    Map<String, byte[]> data = new HashMap<>();
    if (secret.getData() != null) {
      secret.getData().forEach((key, value) -> data.put(key, Base64.getDecoder().decode(value)));
    }
    return data;
  }

  private static UsageException refused(
      String namespace, String name, KubernetesClientException e) {
    if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
      return new UsageException(
          Reason.AUTH_SECRET_FORBIDDEN,
          "the operator may not read Secret "
              + namespace
              + "/"
              + name
              + "; bind the ClusterRole"
              + " rightsizing-operator-auth-secrets in that namespace");
    }
    return new UsageException(
        Reason.KUBERNETES_UNREACHABLE,
        "Secret " + namespace + "/" + name + " cannot be read: " + e.getMessage(),
        e);
  }
}

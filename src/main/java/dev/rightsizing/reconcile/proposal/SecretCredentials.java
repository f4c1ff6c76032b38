// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;
import dev.rightsizing.recommend.Policy;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a policy's Git credentials from the Secret that it names, in its own namespace alone. */
public final class SecretCredentials {
  private final KubernetesClient client;

  public SecretCredentials(KubernetesClient client) {
    this.client = client;
  }

  /**
   * The credentials; {@link Credentials#NONE} where the policy names no Secret.
   *
   * @throws GitException when the Secret cannot be read
   */
  Credentials read(Policy.Id policy, Optional<String> name) throws GitException {
    if (name.isEmpty()) {
      return Credentials.NONE;
    }
    String which = "Secret " + policy.namespace() + "/" + name.get();
    Secret secret;
    try {
      secret = client.secrets().inNamespace(policy.namespace()).withName(name.get()).get();
    } catch (KubernetesClientException e) {
      throw refused(which, e);
    }
    if (secret == null) {
      throw new GitException(
          Reason.AUTH_SECRET_MISSING,
          which
              + " of spec.git.authSecret does not exist; create it with username and password, or"
              + " ssh-privatekey and known_hosts");
    }
    Map<String, byte[]> data = new HashMap<>();
    if (secret.getData() != null) {
      secret.getData().forEach((key, value) -> data.put(key, Base64.getDecoder().decode(value)));
    }
    return new Credentials(data);
  }

  private static GitException refused(String which, KubernetesClientException e) {
    if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
      return new GitException(
          Reason.AUTH_SECRET_FORBIDDEN,
          "the operator may not read "
              + which
              + "; bind the ClusterRole rightsizing-operator-auth-secrets in that namespace");
    }
    return new GitException(
        Reason.KUBERNETES_UNREACHABLE, which + " cannot be read: " + e.getMessage(), e);
  }
}

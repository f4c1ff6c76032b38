// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import dev.rightsizing.model.Reason;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Reads the Secrets that policies name, each in the policy's own namespace alone. */
public final class PolicySecret {
  private final KubernetesClient client;

  public PolicySecret(KubernetesClient client) {
    this.client = client;
  }

  /** A Secret cannot be read; the message says which, why, and what to do. */
  public static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    private UnreadableException(Reason reason, String message, Throwable cause) {
      super(message, cause);
      this.reason = reason;
    }

    public Reason reason() {
      return reason;
    }
  }

  /**
   * The bytes of each key.
   *
   * @param namespace of the policy
   * @param field of the policy that names the Secret, such as {@code spec.git.authSecret}
   * @param keys that it should have, for the advice where it is missing
   */
  public Map<String, byte[]> read(String namespace, String name, String field, String keys)
      throws UnreadableException {
    String which = "Secret " + namespace + "/" + name;
    Secret secret;
    try {
      secret = client.secrets().inNamespace(namespace).withName(name).get();
    } catch (KubernetesClientException e) {
      throw refused(which, e);
    }
    if (secret == null) {
      throw new UnreadableException(
          Reason.AUTH_SECRET_MISSING,
          which + " of " + field + " does not exist; create it with " + keys,
          null);
    }
    Map<String, byte[]> data = new HashMap<>();
    if (secret.getData() != null) {
      secret.getData().forEach((key, value) -> data.put(key, Base64.getDecoder().decode(value)));
    }
    return data;
  }

  private static UnreadableException refused(String which, KubernetesClientException e) {
    if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
      return new UnreadableException(
          Reason.AUTH_SECRET_FORBIDDEN,
          "the operator may not read "
              + which
              + "; bind the ClusterRole rightsizing-operator-auth-secrets in that namespace",
          null);
    }
    return new UnreadableException(
        Reason.KUBERNETES_UNREACHABLE, which + " cannot be read: " + e.getMessage(), e);
  }
}

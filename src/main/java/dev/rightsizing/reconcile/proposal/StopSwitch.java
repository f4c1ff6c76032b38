// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/**
 * The ConfigMap {@code rightsizing-stop} in the operator's own namespace: while it is there,
 * nothing is written to Git. It is asked for before each write, of which there are few, so that it
 * counts for the very next one.
 */
public final class StopSwitch {
  /** Its name, whatever it holds. */
  public static final String NAME = "rightsizing-stop";

  private final KubernetesClient client;
  private final String namespace;

  /**
   * @param namespace the operator's own
   */
  public StopSwitch(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /**
   * @throws GitException when writes are stopped, or when the API server does not say
   */
  public void check() throws GitException {
    boolean stopped;
    try {
      stopped = client.configMaps().inNamespace(namespace).withName(NAME).get() != null;
    } catch (KubernetesClientException e) {
      boolean forbidden = e.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
      throw new GitException(
          forbidden ? Reason.KUBERNETES_FORBIDDEN : Reason.KUBERNETES_UNREACHABLE,
          "nothing is written to Git, because ConfigMap %s/%s cannot be read%s"
              .formatted(
                  namespace,
                  NAME,
                  forbidden
                      ? "; let the operator's role get it, as deploy/rbac.yaml does"
                      : ": " + e.getMessage()),
          e);
    }
    if (stopped) {
      throw new GitException(
          Reason.GIT_STOPPED,
          "ConfigMap %s/%s stops all writes to Git; delete it to go on".formatted(namespace, NAME));
    }
  }
}

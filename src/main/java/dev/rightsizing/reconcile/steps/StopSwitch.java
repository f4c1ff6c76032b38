// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import dev.rightsizing.model.Reason;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/**
 * The ConfigMap {@code rightsizing-stop} in the operator's own namespace: while it is there,
 * nothing is written to workloads or to Git. It is asked for right before writes, so that it counts
 * for the very next one.
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
   * Why nothing may be written.
   *
   * @param ordered whether a person stopped it; else the API server does not say
   * @param reason why the API server does not say; of a stop that was ordered {@link
   *     Reason#APPLY_STOPPED}
   * @param message a clause for people that says what to do
   */
  public record Stop(boolean ordered, Reason reason, String message) {}

  /** Whether writes are stopped, or must be taken for stopped; empty where they are not. */
  public Optional<Stop> stop() {
    String which = "ConfigMap " + namespace + "/" + NAME;
    try {
      return client.configMaps().inNamespace(namespace).withName(NAME).get() == null
          ? Optional.empty()
          : Optional.of(
              new Stop(
                  true, Reason.APPLY_STOPPED, which + " stops all writes; delete it to go on"));
    } catch (KubernetesClientException e) {
      boolean forbidden = e.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
      return Optional.of(
          new Stop(
              false,
              forbidden ? Reason.KUBERNETES_FORBIDDEN : Reason.KUBERNETES_UNREACHABLE,
              "nothing is written, because %s cannot be read%s"
                  .formatted(
                      which,
                      forbidden
                          ? "; let the operator's role get it, as deploy/rbac.yaml does"
                          : ": " + e.getMessage())));
    }
  }
}

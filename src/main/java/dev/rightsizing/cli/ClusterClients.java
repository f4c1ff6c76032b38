// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.cli.kubeconfig.ClusterConnection;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Connects to the cluster that a person means, with that person's own rights. */
public final class ClusterClients {
  /** A person waits: these tries take a fifth of a second, the client's ten take minutes. */
  private static final int RETRIES = 2;

  private static final int FIRST_PAUSE_MILLIS = 50;

  /**
   * A client of its own, to be closed.
   *
   * @throws CommandException when no kubeconfig names the cluster, or it cannot be used
   */
  public KubernetesClient open(ClusterChoice choice) throws CommandException {
    return new ClusterConnection(System.getenv())
        .open(
            choice,
            config -> {
              config.setRequestRetryBackoffLimit(RETRIES);
              config.setRequestRetryBackoffInterval(FIRST_PAUSE_MILLIS);
              // A watch that ends is news for the screen; the client would hide it and try on.
              config.setWatchReconnectLimit(0);
            });
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.cli.kubeconfig.ClusterConnection;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Singleton;

/** Connects to the cluster that a person means, with that person's own rights. */
@Singleton
public final class ClusterClients {
  /** A person waits: three tries take a second, the client's ten take minutes. */
  private static final int RETRIES = 3;

  /**
   * A client of its own, to be closed.
   *
   * @throws CommandException when no kubeconfig names the cluster, or it cannot be used
   */
  public KubernetesClient open(ClusterChoice choice) throws CommandException {
    return new ClusterConnection(System.getenv())
        .open(choice, config -> config.setRequestRetryBackoffLimit(RETRIES));
  }
}

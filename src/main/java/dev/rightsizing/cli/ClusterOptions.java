// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Says which cluster, as kubectl does. */
public final class ClusterOptions {
  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Kubeconfig; what KUBECONFIG names by default.")
  private Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "Context of the kubeconfig; its current one by default.")
  private String context;

  public ClusterChoice choice() {
    return new ClusterChoice(Optional.ofNullable(kubeconfig), Optional.ofNullable(context));
  }
}

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
      description = "Path of the kubeconfig; by default that in KUBECONFIG, else ~/.kube/config.")
  private Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "Context of the kubeconfig; by default the current one.")
  private String context;

  public ClusterChoice choice() {
    return new ClusterChoice(Optional.ofNullable(kubeconfig), Optional.ofNullable(context));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The namespace that a command works in. */
final class NamespaceOption {
  @Option(
      names = {"-n", "--namespace"},
      description = "Namespace; that of the kubeconfig's context by default.")
  private String namespace;

  String in(KubernetesClient client) {
    return Optional.ofNullable(namespace)
        .or(() -> Optional.ofNullable(client.getNamespace()))
        .orElse("default");
  }
}

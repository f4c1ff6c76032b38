// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The one namespace that a command works in. */
public final class NamespaceOption {
  private static final String DEFAULT = "default";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Namespace; by default that of the kubeconfig's context.")
  private String namespace;

  /** The namespace named, else that of the client's context. */
  public String in(KubernetesClient client) throws CommandException {
    return namespace == null ? of(client) : NamespaceText.one(namespace);
  }

  /** The namespace of a client's context; "default" as with kubectl where it names none. */
  public static String of(KubernetesClient client) {
    return Optional.ofNullable(client.getNamespace()).orElse(DEFAULT);
  }
}

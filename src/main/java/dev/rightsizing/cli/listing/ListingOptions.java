// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.NamespaceOption;
import dev.rightsizing.cli.NamespaceText;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Says which Recommendations. */
public final class ListingOptions {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Namespace; by default that of the kubeconfig's context.")
  private String namespace;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "All namespaces.")
  private boolean all;

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "SELECTOR",
      description =
          "Labels of the Recommendations, such as rightsizing.dev/policy=shop or"
              + " rightsizing.dev/kind=deployment.")
  private String selector;

  /**
   * Which objects are asked for.
   *
   * @throws CommandException when options contradict each other, or a namespace is none
   */
  public Scope scope(KubernetesClient client) throws CommandException {
    if (all && namespace != null) {
      throw new CommandException("-n and -A cannot be combined; give one of them");
    }
    if (all) {
      return new Scope(Optional.empty(), Optional.ofNullable(selector));
    }
    String in = namespace == null ? NamespaceOption.of(client) : NamespaceText.one(namespace);
    return new Scope(Optional.of(in), Optional.ofNullable(selector));
  }

  /** Whether more than a namespace is chosen by: all of them, or labels. */
  public boolean isWide() {
    return all || selector != null;
  }

  /**
   * A part of the cluster's Recommendations.
   *
   * @param namespace empty for all namespaces
   * @param selector labels as the API server takes them
   */
  public record Scope(Optional<String> namespace, Optional<String> selector) {
    /** {@code namespace shop}, for messages. */
    public String title() {
      return namespace.map(name -> "namespace " + name).orElse("the cluster");
    }
  }
}

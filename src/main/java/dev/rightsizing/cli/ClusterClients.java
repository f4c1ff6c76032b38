// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Connects to the cluster that a person means, with that person's own rights. */
@Singleton
public final class ClusterClients {
  /** A person waits: three tries take a second, the client's ten take minutes. */
  private static final int RETRIES = 3;

  /**
   * A client of its own, to be closed.
   *
   * @throws CommandException when the kubeconfig cannot be read or lacks the context
   */
  public KubernetesClient open(ClusterChoice choice) throws CommandException {
    Config config = config(choice);
    config.setRequestRetryBackoffLimit(RETRIES);
    Impersonation.apply(config);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static Config config(ClusterChoice choice) throws CommandException {
    String context = choice.context().orElse(null);
    Config config =
        choice.kubeconfig().isPresent()
            ? read(choice.kubeconfig().get(), context)
            : Config.autoConfigure(context);
    if (context != null) {
      require(context, config);
    }
    if (config.getMasterUrl().startsWith(Config.DEFAULT_MASTER_URL)) {
      // Inside a pod the address comes from the environment, so nobody named any.
      throw new CommandException(
          "no kubeconfig names a cluster; set KUBECONFIG, or give --kubeconfig and --context");
    }
    return config;
  }

  private static Config read(Path kubeconfig, String context) throws CommandException {
    if (!Files.isReadable(kubeconfig) || Files.isDirectory(kubeconfig)) {
      throw new CommandException(
          "the kubeconfig " + kubeconfig + " cannot be read; check --kubeconfig");
    }
    try {
      return Config.fromKubeconfig(context, kubeconfig.toFile());
    } catch (RuntimeException e) {
      // The parser's own message may quote a key, so it is not shown.
      throw new CommandException(
          kubeconfig + " is not a kubeconfig; \"kubectl config view\" tells what is wrong", e);
    }
  }

  private static void require(String context, Config config) throws CommandException {
    List<NamedContext> known = config.getContexts() == null ? List.of() : config.getContexts();
    if (known.stream().noneMatch(c -> c.getName().equals(context))) {
      throw new CommandException(
          "the kubeconfig has no context '"
              + context
              + "'; it has: "
              + (known.isEmpty()
                  ? "none"
                  : known.stream().map(NamedContext::getName).collect(Collectors.joining(", "))));
    }
  }
}

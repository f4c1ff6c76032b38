// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.recommendation.Patches;
import dev.rightsizing.cli.ErrorLine.CommandException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the change that a Recommendation asks for, for review in Git. */
@Command(
    name = "patch",
    mixinStandardHelpOptions = true,
    description = "Prints the change that a workload's Recommendation asks for.")
public final class PatchCommand implements Callable<Integer> {

  /** Forms of a patch. */
  enum Form {
    STRATEGIC,
    KUSTOMIZE,
    JSON
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "KIND/NAME", description = "Such as deployment/checkout.")
  private String workload;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "strategic",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Form form;

  @Mixin private NamespaceOption namespace;

  private final KubernetesClient client;

  PatchCommand(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Integer call() throws CommandException {
    Recommendation found = WorkloadName.parse(workload).find(client, namespace.in(client));
    Patches patches = found.getStatus() == null ? null : found.getStatus().getPatches();
    String text = patches == null ? null : text(patches);
    if (text == null) {
      throw new CommandException(
          "there is no "
              + form.name().toLowerCase(java.util.Locale.ROOT)
              + " patch for "
              + workload
              + other(patches));
    }
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private String text(Patches patches) {
    return switch (form) {
      case STRATEGIC -> patches.getStrategicMerge();
      case KUSTOMIZE -> patches.getKustomize();
      case JSON -> patches.getJsonPatch();
    };
  }

  private static String other(Patches patches) {
    if (patches == null || patches.getKustomize() == null) {
      return ": nothing changes, or its sizes are not known yet; see rightsize explain";
    }
    return "; this kind takes -o kustomize" + (patches.getJsonPatch() == null ? "" : " or -o json");
  }
}

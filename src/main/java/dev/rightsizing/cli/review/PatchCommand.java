// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.review;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.ClusterOptions;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.NamespaceOption;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a Recommendation's patch, for review in Git. */
@Command(
    name = "patch",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the patch that applies a workload's Recommendation, for review in Git.",
      "With --all it writes the patches of a namespace as a Kustomize component, and with --in"
          + " it edits the manifests of a directory. Changes nothing in the cluster."
    },
    footer = {
      "",
      "Examples:",
      "  rightsize patch deployment/checkout -n shop",
      "  rightsize patch deployment/checkout -n shop -o kustomize",
      "  rightsize patch --all -n shop -d components/rightsizing",
      "  rightsize patch --in ~/deploy --dry-run -n shop"
    })
public final class PatchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "KIND/NAME",
      arity = "0..1",
      description = "Workload, such as deployment/checkout.")
  private String workload;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      description = "strategic, kustomize or json (strategic, and json for a Rollout).")
  private PatchForm form;

  @Option(names = "--all", description = "All workloads of the namespace; requires -d.")
  private boolean all;

  @Option(
      names = {"-d", "--directory"},
      paramLabel = "DIR",
      description = "Directory for one file per workload and a kustomization.yaml.")
  private Path folder;

  @Option(
      names = "--in",
      paramLabel = "DIR",
      description =
          "Edits the manifests, kustomizations and Helm values below this directory in place.")
  private Path in;

  @Option(names = "--dry-run", description = "With --in: prints the change and writes nothing.")
  private boolean dryRun;

  @Mixin private NamespaceOption namespace;

  @Mixin private ClusterOptions cluster;

  private final ClusterClients clients;

  PatchCommand(ClusterClients clients) {
    this.clients = clients;
  }

  @Override
  public Integer call() throws CommandException {
    int ways = (all ? 1 : 0) + (workload != null ? 1 : 0) + (in != null ? 1 : 0);
    if (ways != 1
        || all != (folder != null)
        || form != null && workload == null
        || dryRun && in == null) {
      throw new CommandException(
          "give KIND/NAME with -o, or --all with -d DIR, or --in DIR with or without --dry-run;"
              + " see rightsize patch --help");
    }
    WorkloadName name = workload == null ? null : WorkloadName.parse(workload);
    try (KubernetesClient client = clients.open(cluster.choice())) {
      String of = namespace.in(client);
      if (name != null) {
        print(name.find(client, of));
        return 0;
      }
      List<Recommendation> found =
          client.resources(Recommendation.class).inNamespace(of).list().getItems();
      if (all) {
        write(found, of);
      } else {
        edit(found, new PolicyGit(client));
      }
    }
    return 0;
  }

  private void edit(List<Recommendation> found, PolicyGit policies) throws CommandException {
    FolderPatch.Outcome outcome = new FolderPatch(in, policies::of).of(found);
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      outcome.diff(out);
    } else {
      outcome.write(out);
    }
    out.flush();
    outcome.remarks().forEach(this::say);
    if (outcome.changed().files().isEmpty()) {
      say("nothing changes in " + in);
    }
  }

  private void print(Recommendation found) throws CommandException {
    PatchForm chosen = form == null ? PatchForm.simplestFor(found) : form;
    String patch = chosen.require(found);
    PrintWriter out = spec.commandLine().getOut();
    ScaleNote.of(found).stream().flatMap(ScaleNote::comments).forEach(out::println);
    out.print(patch.endsWith("\n") ? patch : patch + "\n");
    out.flush();
    say(chosen.advice(found));
    PatchFolder.controller(found)
        .ifPresent(
            owner ->
                say(
                    owner
                        + " manages this workload and would undo a patch; set the sizes there"
                        + " instead"));
  }

  private void write(List<Recommendation> found, String in) throws CommandException {
    PatchFolder.Written written = new PatchFolder(folder).write(found);
    if (!written.controlled().isEmpty()) {
      say(
          "skipped, because another controller manages them and would undo a patch: "
              + String.join(", ", written.controlled())
              + "; set their sizes there");
    }
    if (written.files().isEmpty()) {
      throw new CommandException(
          "no Recommendation in namespace "
              + in
              + " has a patch; see \"kubectl get recommendations -n "
              + in
              + "\"");
    }
    PrintWriter out = spec.commandLine().getOut();
    written.files().forEach(file -> out.println(file));
    out.flush();
    if (written.rejected() > 0) {
      say(written.rejected() + " skipped, because a person rejected them");
    }
    say("list " + folder + " under components of your kustomization.yaml and commit both");
  }

  private void say(String line) {
    spec.commandLine().getErr().println("rightsize: " + line);
    spec.commandLine().getErr().flush();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.propose;

import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.ClusterOptions;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.NamespaceOption;
import dev.rightsizing.cli.report.ReportEngine;
import dev.rightsizing.cli.report.ReportEngines;
import dev.rightsizing.cli.report.ScopeOptions;
import dev.rightsizing.cli.report.SizingOptions;
import dev.rightsizing.cli.report.SourceOptions;
import dev.rightsizing.cli.terminal.ProgressLine;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.evaluate.EvaluationRequest;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.proposal.ProposalOrder;
import dev.rightsizing.git.proposal.ProposalPreview.Preview;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import dev.rightsizing.patch.manifest.FolderTree;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.kubernetes.dryrun.KubernetesDryRun;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what would be proposed in Git, or writes it into a checkout; never pushes. */
@Command(
    name = "propose",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Prints what a policy would propose in Git, or edits a checkout.",
      "Shows the diff and the text of the request. Never pushes and opens no request."
    },
    footer = {
      "",
      "With POLICY it takes the sizes of its Recommendations and reads the policy and its",
      "Secret with your own rights. Without POLICY it evaluates as \"rightsize report\" does,",
      "which needs a Prometheus and no operator, and edits the checkout that --repo names.",
      "Exit status: 0 nothing differs, 1 something would change or was changed, 2 wrong usage",
      "or a service that cannot be reached.",
      "",
      "Examples:",
      "  rightsize propose shop -n shop --dry-run",
      "  rightsize propose shop -n shop --dry-run -o diff",
      "  rightsize propose shop -n shop --repo .",
      "  rightsize propose --repo . --path apps/shop -n shop --dry-run"
    })
public final class ProposeCommand implements Callable<Integer> {
  private static final int SAME = 0;
  private static final int DIFFERS = 1;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "POLICY",
      arity = "0..1",
      description = "Name of a RightSizingPolicy with spec.git.")
  private String policy;

  @Option(names = "--dry-run", description = "Print what would change, and change nothing.")
  private boolean dryRun;

  @Option(
      names = "--repo",
      paramLabel = "DIR",
      description = "A checkout, whose files are edited; with --dry-run they stay as they are.")
  private Path folder;

  @Option(
      names = "--path",
      paramLabel = "DIR",
      defaultValue = "",
      description =
          "Without POLICY: folder of the checkout that has the manifests; by default all.")
  private String path;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "all",
      description = "all, diff or body (${DEFAULT-VALUE}).")
  private PreviewForm form;

  @Mixin private ScopeOptions scope;

  @Mixin private SourceOptions source;

  @Mixin private SizingOptions sizing;

  @Mixin private ClusterOptions cluster;

  private final ClusterClients clients;
  private final ReportEngines engines;
  private final ProposalPreviews previews;
  private final Clock clock;

  ProposeCommand(
      ClusterClients clients, ReportEngines engines, ProposalPreviews previews, Clock clock) {
    this.clients = clients;
    this.engines = engines;
    this.previews = previews;
    this.clock = clock;
  }

  @Override
  public Integer call() throws CommandException, UsageException, WorkloadException {
    if (folder == null && (policy == null || !dryRun)) {
      throw new CommandException(
          policy == null
              ? "give POLICY with --dry-run, or a checkout with --repo DIR; see rightsize propose"
                  + " --help"
              : "the operator opens requests; add --dry-run to see what it would propose, or"
                  + " --repo DIR to edit a checkout");
    }
    if (policy != null && !path.isEmpty()) {
      throw new CommandException("--path is spec.git.path of the policy; leave it out");
    }
    Optional<FolderTree> checkout = folder == null ? Optional.empty() : Optional.of(checkout());
    try (KubernetesClient client = clients.open(cluster.choice())) {
      ProposalOrder order = order(client);
      try (Previewer previewer =
          checkout.isPresent()
              ? previews.in(checkout.get())
              : previews.onServer(order.settings())) {
        return finish(previewer.of(order), checkout);
      }
    } catch (GitException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  private FolderTree checkout() throws CommandException {
    try {
      return FolderTree.of(folder);
    } catch (FileTreeException e) {
      throw new CommandException(e.getMessage() + "; check --repo", e);
    }
  }

  private ProposalOrder order(KubernetesClient client)
      throws CommandException, UsageException, WorkloadException {
    if (policy == null) {
      return evaluated(client);
    }
    String namespace = scope.one().orElseGet(() -> NamespaceOption.of(client));
    return new PolicyIntent(client, clock, this::say)
        .read(new PolicyRef(namespace, policy), folder != null, asker(client));
  }

  private ProposalOrder evaluated(KubernetesClient client)
      throws CommandException, UsageException, WorkloadException {
    try (ReportEngine engine = engines.open(cluster.choice(), source.choice());
        ProgressLine progress = ProgressLine.forPerson()) {
      Evaluation evaluation =
          engine.evaluate(
              EvaluationRequest.uncontested(scope.scope(engine), sizing.settings(), sizing.price()),
              progress);
      if (!evaluation.judged()) {
        throw new CommandException(
            "no container in scope has enough usage to be sized; see rightsize report");
      }
      return new EvaluatedIntent(Checkout.settings(path), clock)
          .of(evaluation, sizing.settings().thresholds().changePercent(), asker(client));
    }
  }

  /** The API server is asked only where its answer is printed. */
  private Function<ProposedChange, DryRun> asker(KubernetesClient client) {
    return dryRun && form.hasBody()
        ? new KubernetesDryRun(client)
        : change -> new DryRun.NotTried("its answer is not printed");
  }

  private int finish(List<Preview> found, Optional<FolderTree> checkout) throws CommandException {
    boolean differs = found.stream().anyMatch(p -> !p.after().isEmpty());
    if (dryRun) {
      form.print(found, spec.commandLine().getOut());
    } else {
      write(found, checkout.orElseThrow());
    }
    if (!dryRun || !form.hasBody() || !differs) {
      found.stream().flatMap(p -> p.left().stream()).map(ProposeCommand::line).forEach(this::say);
    }
    if (!differs) {
      say("nothing to propose: no manifest differs from what is recommended");
    }
    return differs ? DIFFERS : SAME;
  }

  private void write(List<Preview> found, FolderTree checkout) throws CommandException {
    PrintWriter out = spec.commandLine().getOut();
    for (Preview preview : found) {
      for (Map.Entry<String, byte[]> file : preview.after().entrySet()) {
        try {
          checkout.write(file.getKey(), file.getValue());
        } catch (FileTreeException e) {
          throw new CommandException(e.getMessage() + "; correct that and run it again", e);
        }
        out.println(file.getKey());
      }
    }
    out.flush();
  }

  private static String line(NotProposed left) {
    return left.ref()
        + left.container().map(name -> " " + name).orElse("")
        + " stays as it is: "
        + left.message();
  }

  private void say(String line) {
    spec.commandLine().getErr().println("rightsize: " + PlainText.line(line));
    spec.commandLine().getErr().flush();
  }
}

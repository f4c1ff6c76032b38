// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.ClusterOptions;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.terminal.Output;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what the operator changed. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the changes that mode Apply made and undid, the newest first.",
      "A Recommendation keeps its last ten."
    },
    footer = {
      "",
      "Examples:",
      "  rightsize history -A",
      "  rightsize history deployment/checkout -n shop -o yaml"
    })
public final class HistoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ChosenOptions chosen;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json or yaml (${DEFAULT-VALUE}).")
  private RowFormat format;

  @Mixin private ClusterOptions cluster;

  private final ClusterClients clients;

  HistoryCommand(ClusterClients clients) {
    this.clients = clients;
  }

  @Override
  public Integer call() throws CommandException {
    List<HistoryRow> rows = new ArrayList<>();
    int asked;
    try (KubernetesClient client = clients.open(cluster.choice())) {
      asked = chosen.each(client, found -> rows.addAll(HistoryRow.of(found)));
    }
    rows.sort(
        Comparator.comparing(HistoryRow::at)
            .reversed()
            .thenComparing(HistoryRow::namespace)
            .thenComparing(HistoryRow::target));
    format.write(
        rows, HistoryRow.HEADERS, HistoryRow::cells, Output.of(spec.commandLine().getOut()));
    if (asked > 0 && rows.isEmpty()) {
      spec.commandLine().getErr().println("rightsize: no change was made yet");
      spec.commandLine().getErr().flush();
    }
    return 0;
  }
}

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

/** Prints where pods differ from what is recommended. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what differs between the sizes that run and those recommended.",
      "NEXT is the step that the guards of mode Apply allow now. Changes nothing."
    },
    footer = {
      "",
      "Exit status, as kubectl diff has it: 0 nothing differs, 1 something does, 2 wrong usage or",
      "a service that cannot be reached.",
      "",
      "Examples:",
      "  rightsize diff -n shop",
      "  rightsize diff deployment/checkout -n shop -o json"
    })
public final class DiffCommand implements Callable<Integer> {
  private static final int SAME = 0;
  private static final int DIFFERS = 1;

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

  DiffCommand(ClusterClients clients) {
    this.clients = clients;
  }

  @Override
  public Integer call() throws CommandException {
    List<DiffRow> rows = new ArrayList<>();
    try (KubernetesClient client = clients.open(cluster.choice())) {
      chosen.each(client, found -> rows.addAll(DiffRow.of(found)));
    }
    rows.sort(Comparator.comparing(DiffRow::namespace).thenComparing(DiffRow::target));
    format.write(rows, DiffRow.HEADERS, DiffRow::cells, Output.of(spec.commandLine().getOut()));
    return rows.isEmpty() ? SAME : DIFFERS;
  }
}

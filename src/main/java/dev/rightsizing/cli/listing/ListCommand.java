// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.ClusterOptions;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.terminal.Output;
import dev.rightsizing.cli.terminal.ScreenSize;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists Recommendations, sorted by what matters. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists Recommendations, the greatest saving first.",
      "Unlike kubectl get it sorts savings as numbers and risks by severity."
    },
    footer = {
      "",
      "Examples:",
      "  rightsize list -A",
      "  rightsize list -n shop --sort-by risk --watch",
      "  rightsize list -n shop -o name | xargs kubectl -n shop describe",
      "  rightsize list -n shop -o jsonpath='{.items[*].metadata.name}'"
    })
public final class ListCommand implements Callable<Integer> {
  private static final Duration REDRAW = Duration.ofSeconds(2);

  @Spec private CommandSpec spec;

  @Mixin private ListingOptions which;

  @Option(
      names = "--sort-by",
      paramLabel = "COLUMN",
      defaultValue = "saving",
      description = "saving, risk, age or name (${DEFAULT-VALUE}).")
  private Order order;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "table, wide, name, json, yaml or jsonpath=TEMPLATE, as kubectl takes it"
              + " (${DEFAULT-VALUE}).")
  private String format;

  @Option(
      names = {"-w", "--watch"},
      description =
          "Keep the table up to date until Ctrl-C; in a pipe, print a line for each change.")
  private boolean watch;

  @Mixin private ClusterOptions cluster;

  private final ClusterClients clients;
  private final Clock clock;

  ListCommand(ClusterClients clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  /** What the rows are sorted by; where that is the same, by namespace and name. */
  enum Order {
    SAVING(
        Comparator.<ListRow, BigDecimal>comparing(
            row -> row.saving().monthly(), Comparator.reverseOrder())),
    RISK(Comparator.comparingInt(row -> -RiskColumn.rank(row.review().risk()))),
    AGE(Comparator.comparing(row -> row.born().orElse(Instant.MIN), Comparator.reverseOrder())),
    NAME((one, other) -> 0);

    private final Comparator<ListRow> comparator;

    Order(Comparator<ListRow> comparator) {
      this.comparator = comparator.thenComparing(ListRow::namespace).thenComparing(ListRow::target);
    }
  }

  @Override
  public Integer call() throws CommandException {
    ListFormat chosen = ListFormat.parse(format);
    if (watch && !(chosen instanceof ListFormat.Table)) {
      throw new CommandException("--watch goes with -o table or wide; leave one of them out");
    }
    Output out = Output.of(spec.commandLine().getOut());
    try (KubernetesClient client = clients.open(cluster.choice())) {
      ListingOptions.Scope scope = which.scope(client);
      if (chosen instanceof ListFormat.Table columns) {
        table(client, scope, columns.wide(), out);
      } else if (chosen instanceof ListFormat.Names) {
        names(client, scope, out);
      } else {
        new WholeObjects(Pages.whole(client, scope)).write(chosen, out);
      }
    }
    return 0;
  }

  private void table(KubernetesClient client, ListingOptions.Scope scope, boolean wide, Output out)
      throws CommandException {
    List<String> headers = new ArrayList<>(ListRow.HEADERS);
    if (wide) {
      headers.addAll(ListRow.WIDE);
    }
    Listing<ListRow> table =
        new Listing<>(
            found -> List.of(ListRow.of(found)),
            order.comparator,
            headers,
            (row, now) -> row.cells(now, wide),
            rows -> Listing.counted(rows.size(), "Recommendation"));
    var pages = Pages.known(client, scope);
    if (!watch) {
      table.once(pages, out, clock, () -> Nothing.say(spec, scope));
      return;
    }
    try (Live<ListRow> live = new Live<>(pages, table.rows(), clock)) {
      if (System.console() == null) {
        table.lines(live, out, clock);
      } else {
        table.screen(live, out, clock, REDRAW, ScreenSize::now);
      }
    }
  }

  private void names(KubernetesClient client, ListingOptions.Scope scope, Output out)
      throws CommandException {
    List<ListRow> rows = new ArrayList<>();
    Pages.known(client, scope).each(found -> rows.add(ListRow.of(found)));
    rows.stream()
        .sorted(order.comparator)
        .forEach(row -> out.println("recommendation.rightsizing.dev/" + row.name()));
    out.flush();
  }
}

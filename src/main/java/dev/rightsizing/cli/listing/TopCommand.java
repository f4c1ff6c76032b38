// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.ClusterOptions;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.terminal.Output;
import dev.rightsizing.cli.terminal.ScreenSize;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows who is at risk, and usage against request and limit. */
@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    description = {
      "Shows each container's risk and its usage against request and limit, the worst first.",
      "On a terminal the table is kept up to date until Ctrl-C; in a pipe it is printed once."
    },
    footer = {
      "",
      "RISK, SINCE and LEFT are those of the last risk evaluation; LEFT is the time",
      "until memory reaches its limit. Usage is over the policy's window: of CPU the",
      "95th percentile, of memory the peak.",
      "",
      "Examples:",
      "  rightsize top -A",
      "  rightsize top -n shop --sort-by memory",
      "  rightsize top -A -l rightsizing.dev/policy=shop --interval 10",
      "  rightsize top -A --once | grep -v None"
    })
public final class TopCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ListingOptions which;

  @Option(
      names = "--sort-by",
      paramLabel = "COLUMN",
      defaultValue = "risk",
      description = "risk, cpu, memory (both in percent of the limit) or name (${DEFAULT-VALUE}).")
  private Order order;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "Time between two drawings (${DEFAULT-VALUE}).")
  private int interval;

  @Option(names = "--once", description = "Print the table once, on a terminal too.")
  private boolean once;

  @Mixin private ClusterOptions cluster;

  private final ClusterClients clients;
  private final Clock clock;

  TopCommand(ClusterClients clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  /** What the rows are sorted by; where that is the same, by namespace and name. */
  enum Order {
    RISK(
        Comparator.<TopRow>comparingInt(row -> -RiskColumn.rank(row.risk().level()))
            .thenComparingLong(row -> row.risk().minutesLeft().orElse(Long.MAX_VALUE))
            .thenComparingInt(
                row -> -Math.max(row.cpu().ofLimit().orElse(0), row.memory().ofLimit().orElse(0)))),
    CPU(Comparator.comparingInt(row -> -row.cpu().ofLimit().orElse(-1))),
    MEMORY(Comparator.comparingInt(row -> -row.memory().ofLimit().orElse(-1))),
    NAME((one, other) -> 0);

    private final Comparator<TopRow> comparator;

    Order(Comparator<TopRow> comparator) {
      this.comparator =
          comparator
              .thenComparing(TopRow::namespace)
              .thenComparing(TopRow::target)
              .thenComparing(TopRow::container);
    }
  }

  @Override
  public Integer call() throws CommandException {
    if (interval < 1) {
      throw new CommandException("--interval is " + interval + "; give at least one second");
    }
    Output out = Output.of(spec.commandLine().getOut());
    try (KubernetesClient client = clients.open(cluster.choice())) {
      ListingOptions.Scope scope = which.scope(client);
      Listing<TopRow> table =
          new Listing<>(
              TopRow::of, order.comparator, TopRow.HEADERS, TopRow::cells, TopCommand::summary);
      var pages = Pages.known(client, scope);
      if (once || System.console() == null) {
        table.once(pages, out, clock, () -> Nothing.say(spec, scope));
      } else {
        try (Live<TopRow> live = new Live<>(pages, TopRow::of, clock)) {
          table.screen(live, out, clock, Duration.ofSeconds(interval), ScreenSize::now);
        }
      }
    }
    return 0;
  }

  private static String summary(List<TopRow> rows) {
    long[] counts = new long[RiskColumn.LEVELS];
    rows.forEach(row -> counts[RiskColumn.rank(row.risk().level())]++);
    return "%s: %d Emergency, %d Critical, %d Warning, %d Unknown"
        .formatted(
            Listing.counted(rows.size(), "container"), counts[4], counts[3], counts[2], counts[1]);
  }
}

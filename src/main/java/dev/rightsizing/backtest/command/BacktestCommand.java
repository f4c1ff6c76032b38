// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.command;

import dev.rightsizing.backtest.OurRules;
import dev.rightsizing.backtest.SizeRule;
import dev.rightsizing.backtest.UsageSeries;
import dev.rightsizing.backtest.peer.PeerRules;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.NamespaceText;
import dev.rightsizing.cli.report.SourceOptions;
import dev.rightsizing.cli.terminal.ProgressLine;
import dev.rightsizing.evaluate.Progress;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores sizes from the past on the days after them. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Replays past usage and scores the sizes that each rule would have set.",
      "Each container is sized day by day from the usage before that day, by our estimators and by",
      "the rules of other tools, and each size is compared with the usage of the following day."
    },
    footer = {
      "",
      "slack95: mean of 1 - P95 / size over all days. waste95: the same, with negative",
      "days counted as 0. over: usage above the size.",
      "Reads usage from a recording (--traces) or, with -n, from a Prometheus.",
      "Exit status: 0 done, 2 wrong usage or a service that cannot be reached.",
      "",
      "Examples:",
      "  rightsize backtest -n shop --prometheus-url http://localhost:9090",
      "  rightsize backtest -n shop --history 7d --hourly -o json",
      "  rightsize backtest --traces usage.csv.gz --picture pareto.png",
      "  rightsize backtest --traces usage.csv.gz --risk -o json"
    })
public final class BacktestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--traces",
      paramLabel = "FILE",
      description =
          "Recording: CSV with "
              + TraceFile.HEADER
              + ", also as .gz; resource is cpu_cores or memory_bytes.")
  private Path traces;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      split = ",",
      description = "Read the live history of this namespace instead; may be repeated.")
  private List<String> namespaces = List.of();

  @Mixin private SourceOptions source;

  @Option(
      names = "--history",
      paramLabel = "DURATION",
      defaultValue = "14d",
      description = "How much live history to read (${DEFAULT-VALUE}).")
  private String history;

  @Option(
      names = "--step",
      paramLabel = "DURATION",
      defaultValue = "5m",
      description = "Sample interval of the live history (${DEFAULT-VALUE}).")
  private String step;

  @Option(
      names = "--lookback",
      paramLabel = "DURATION",
      defaultValue = "14d",
      description = "How much past usage a size is computed from (${DEFAULT-VALUE}).")
  private String lookback;

  @Option(names = "--hourly", description = "Also compute sizes every hour, with our estimators.")
  private boolean hourly;

  @Option(
      names = "--risk",
      description = {
        "Score risk detection instead: its warnings, and those of common alerts, under simulated",
        "limits. docs/risk-accuracy.md explains the figures."
      })
  private boolean risk;

  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      description = "Write the sizes of --rule as CSV: series,resource,from_unix,value.")
  private Path predictions;

  @Option(
      names = "--rule",
      paramLabel = "NAME",
      defaultValue = OurRules.ADAPTIVE,
      description = "Rule whose sizes are written, as named in the table (${DEFAULT-VALUE}).")
  private String rule;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description =
          "Write a waste/over chart as PNG; the resource's name is inserted before"
              + " the extension.")
  private Path picture;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, markdown or json (${DEFAULT-VALUE}).")
  private ScoreFormat format;

  private final HistorySources sources;
  private final Clock clock;

  BacktestCommand(HistorySources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
  }

  @Override
  public Integer call() throws CommandException, UsageException {
    if (risk) {
      RiskTable.write(riskTables(), format, spec.commandLine().getOut());
    } else {
      format.write(scores(), spec.commandLine().getOut());
    }
    return 0;
  }

  private List<RuleScore> scores() throws CommandException, UsageException {
    List<RuleScore> scores = new ArrayList<>();
    // Closed before the table is printed.
    try (ProgressLine progress = ProgressLine.forPerson()) {
      Tournament tournament =
          new Tournament(usage(progress), duration("--lookback", lookback), progress);
      for (Resource resource : Resource.values()) {
        if (!tournament.of(resource).isEmpty()) {
          List<RuleScore> daily = tournament.daily(resource);
          scores.addAll(daily);
          if (hourly) {
            scores.addAll(tournament.hourly(resource));
          }
          if (picture != null) {
            draw(tournament, resource, daily);
          }
        }
      }
      if (predictions != null) {
        predict(tournament);
      }
    }
    return scores;
  }

  private List<RiskTable> riskTables() throws CommandException, UsageException {
    if (hourly || picture != null || predictions != null) {
      throw new CommandException(
          "--risk cannot be combined with --hourly, --picture or --predictions; leave those out");
    }
    try (ProgressLine progress = ProgressLine.forPerson()) {
      List<UsageSeries> usage = usage(progress);
      progress.at("replaying " + usage.size() + " series", 0, 1);
      return new RiskTables(new RiskTournament(usage)).all();
    }
  }

  private List<UsageSeries> usage(Progress progress) throws CommandException, UsageException {
    if ((traces == null) == namespaces.isEmpty()) {
      throw new CommandException("give either --traces FILE or -n NAMESPACE");
    }
    progress.at("reading usage", 0, 1);
    return traces != null
        ? new TraceFile(traces).read()
        : new LiveHistory(sources.open(source.choice()), NamespaceText.parse(namespaces), clock)
            .read(duration("--history", history), duration("--step", step), progress);
  }

  private void draw(Tournament tournament, Resource resource, List<RuleScore> daily)
      throws CommandException {
    String set = traces == null ? String.join(", ", namespaces) : bare(traces);
    ParetoPicture pareto = new ParetoPicture(set, resource);
    pareto.constantMargins(tournament.constantMargins(resource));
    pareto.ours(tournament.tolerances(resource));
    pareto.rules(daily);
    String name = bare(picture) + "-" + resource.key() + ".png";
    Path file = picture.resolveSibling(name);
    try {
      pareto.write(file);
    } catch (IOException e) {
      throw new CommandException(file + " cannot be written; check --picture", e);
    }
  }

  /** A file's name without its endings. */
  private static String bare(Path file) {
    return String.valueOf(file.getFileName()).replaceAll("(\\.csv)?(\\.gz)?(\\.png)?$", "");
  }

  private void predict(Tournament tournament) throws CommandException {
    try (Predictions out = new Predictions(predictions)) {
      for (Resource resource : Resource.values()) {
        SizeRule chosen = chosen(resource);
        for (UsageSeries series : tournament.of(resource)) {
          out.add(
              series,
              hourly ? tournament.hourly(series, chosen) : tournament.daily(series, chosen));
        }
      }
    } catch (IOException e) {
      throw new CommandException(predictions + " cannot be written; check --predictions", e);
    }
  }

  private SizeRule chosen(Resource resource) throws CommandException {
    List<SizeRule> all =
        Stream.of(new OurRules().of(resource), new PeerRules().of(resource))
            .flatMap(List::stream)
            .toList();
    return all.stream()
        .filter(known -> known.name().equalsIgnoreCase(rule))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    "--rule is '"
                        + rule
                        + "'; for "
                        + resource.key()
                        + " there are "
                        + all.stream().map(SizeRule::name).collect(Collectors.joining("; "))));
  }

  private static Duration duration(String option, String text) throws CommandException {
    try {
      return PrometheusDuration.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandException(option + ": " + e.getMessage(), e);
    }
  }
}

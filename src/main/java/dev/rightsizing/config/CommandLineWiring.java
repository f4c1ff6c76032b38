// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.backtest.command.HistorySources;
import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.check.CheckSetup;
import dev.rightsizing.cli.report.ReportEngines;
import dev.rightsizing.cli.report.SourceChoice;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.usage.prometheus.Credentials;
import dev.rightsizing.usage.prometheus.FileAuthorization;
import dev.rightsizing.usage.prometheus.PrometheusSettings;
import dev.rightsizing.usage.prometheus.PrometheusUsageSources;
import dev.rightsizing.usage.prometheus.QueryListener;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes what the command line reads with: a cluster and a Prometheus of a person's choice. */
final class CommandLineWiring {
  private final Clock clock;
  private final Supplier<Settings> settings;

  /**
   * @param settings read when a command needs them
   */
  CommandLineWiring(Clock clock, Supplier<Settings> settings) {
    this.clock = clock;
    this.settings = settings;
  }

  ReportEngines reportEngines() {
    return (cluster, choice) -> {
      Settings given = given();
      UsageSource source = source(given, choice, clock);
      Settings.Query query = given.query();
      UsageMemory memory =
          new UsageMemory(
              CollectorSettings.of(query.sampleBudget(), query.concurrency()),
              clock,
              new DaemonThreads().growing("usage"));
      return new ClusterReportEngine(new ClusterClients().open(cluster), source, memory, clock);
    };
  }

  HistorySources historySources() {
    return choice -> source(given(), choice, clock);
  }

  CheckSetup checkSetup() {
    return new CheckSetup() {
      @Override
      public Set<String> watchNamespaces() throws CommandException {
        return Set.copyOf(given().watchNamespaces().orElse(List.of()));
      }

      @Override
      public Source open(SourceChoice choice) throws CommandException, UsageException {
        Settings settings = given();
        return new Source(
            source(settings, choice, clock), matchers(settings(settings).matchers(), choice));
      }
    };
  }

  private Settings given() throws CommandException {
    try {
      return settings.get();
    } catch (IllegalArgumentException e) {
      throw new CommandException(e.getMessage() + "; correct the environment variable", e);
    }
  }

  /** A person names the URL, so there is nothing to allow. */
  private static UsageSource source(Settings settings, SourceChoice choice, Clock clock)
      throws CommandException, UsageException {
    PrometheusSettings own = settings(settings);
    PrometheusSettings chosen =
        new PrometheusSettings(
            own.url(),
            credentials(own.credentials(), choice),
            matchers(own.matchers(), choice),
            own.allowed(),
            own.query());
    if (choice.url().isPresent()) {
      chosen = chosen.at(PrometheusUsageSources.parse(choice.url().get()));
    }
    return new PrometheusUsageSources(chosen, clock, QueryListener.NONE)
        .source(SourceRequest.DEFAULT);
  }

  private static PrometheusSettings settings(Settings settings) throws CommandException {
    try {
      return UsageWiring.prometheus(settings);
    } catch (IllegalArgumentException e) {
      throw new CommandException(e.getMessage() + "; correct the environment variable", e);
    }
  }

  private static Map<String, String> matchers(Map<String, String> own, SourceChoice choice) {
    Map<String, String> matchers = new HashMap<>(own);
    matchers.putAll(choice.matchers());
    return matchers;
  }

  private static Credentials credentials(Credentials own, SourceChoice choice)
      throws CommandException {
    Map<String, String> headers = new HashMap<>(own.headers());
    headers.putAll(choice.headers());
    Optional<Credentials.Authorization> authorization =
        choice
            .tokenFile()
            .<Credentials.Authorization>map(CommandLineWiring::authorization)
            .or(own::authorization);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      Optional<String> fault =
          Credentials.faultOf(header.getKey(), header.getValue(), authorization.isPresent());
      if (fault.isPresent()) {
        // The header is not named: its name may be a misplaced secret value.
        throw new CommandException(
            "a --header cannot be sent: it " + fault.get() + "; write --header 'Name: value'");
      }
    }
    return new Credentials(authorization, headers, own.ca());
  }

  private static Credentials.Authorization authorization(Path file) {
    return new FileAuthorization(file, Optional.empty());
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.backtest.command.HistorySources;
import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.report.ReportEngines;
import dev.rightsizing.cli.report.SourceChoice;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.usage.prometheus.Credentials;
import dev.rightsizing.usage.prometheus.FileAuthorization;
import dev.rightsizing.usage.prometheus.PrometheusSettings;
import dev.rightsizing.usage.prometheus.PrometheusUsageSources;
import dev.rightsizing.usage.prometheus.QueryListener;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes what the command line reads with: a cluster and a Prometheus of a person's choice. */
@Singleton
final class CommandLineWiring {

  @Produces
  @Singleton
  ReportEngines reportEngines(
      ClusterClients clients, UsageMemory memory, Settings settings, Clock clock) {
    return (cluster, choice) -> {
      UsageSource source = source(settings, choice, clock);
      return new ClusterReportEngine(clients.open(cluster), source, memory, clock);
    };
  }

  @Produces
  @Singleton
  HistorySources historySources(Settings settings, Clock clock) {
    return choice -> source(settings, choice, clock);
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
        // Which one is not said: what was meant as a value may stand where a name belongs.
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

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.backtest.command.HistorySources;
import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.check.CheckSetup;
import dev.rightsizing.cli.propose.ProposalPreviews;
import dev.rightsizing.cli.report.ReportEngines;
import java.lang.reflect.Constructor;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * Makes the commands that need no operator, without a container: what a command's constructor asks
 * for is made when that command runs, and nothing else.
 */
public final class CommandFactory implements CommandLine.IFactory {
  private final CommandLineWiring wiring =
      new CommandLineWiring(Clock.systemUTC(), PlainSettings::read);

  private final Map<Class<?>, Supplier<?>> parts =
      Map.of(
          Clock.class, Clock::systemUTC,
          ClusterClients.class, ClusterClients::new,
          ReportEngines.class, wiring::reportEngines,
          CheckSetup.class, wiring::checkSetup,
          HistorySources.class, wiring::historySources,
          ProposalPreviews.class, () -> new PreviewWiring(Clock.systemUTC()));

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (!type.isAnnotationPresent(CommandLine.Command.class)) {
      return CommandLine.defaultFactory().create(type);
    }
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return type.cast(
        constructor.newInstance(
            Arrays.stream(constructor.getParameterTypes()).map(this::part).toArray()));
  }

  private Object part(Class<?> type) {
    Supplier<?> part = parts.get(type);
    // Only "operator" asks for more, and it runs in the container.
    return part == null ? null : part.get();
  }
}

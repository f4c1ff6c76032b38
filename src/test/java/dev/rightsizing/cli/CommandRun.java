// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.backtest.command.BacktestCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/**
 * What a run of the command line left.
 *
 * @param status with which it ended
 */
public record CommandRun(int status, String out, String err) {

  /**
   * Runs it.
   *
   * @param beans what commands ask for in their constructors, by type; others get null
   */
  public static CommandRun of(List<Object> beans, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        RightSize.commandLine(new Factory(beans), List.of(BacktestCommand.class), arguments)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new CommandRun(status, out.toString(), err.toString());
  }

  /** Stands in for the container that injects constructors in the product. */
  private record Factory(List<Object> beans) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (!type.isAnnotationPresent(CommandLine.Command.class)) {
        return CommandLine.defaultFactory().create(type);
      }
      Constructor<?> constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      Object[] arguments = Arrays.stream(constructor.getParameterTypes()).map(this::bean).toArray();
      return type.cast(constructor.newInstance(arguments));
    }

    private Object bean(Class<?> type) {
      return beans.stream().filter(type::isInstance).findFirst().orElse(null);
    }
  }
}

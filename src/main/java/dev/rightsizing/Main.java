// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing;

import dev.rightsizing.backtest.command.BacktestCommand;
import dev.rightsizing.cli.RightSize;
import dev.rightsizing.config.CommandFactory;
import dev.rightsizing.config.CommandLog;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import picocli.CommandLine;

/** Entry point of the one jar: the operator, and the command line beside it. */
@QuarkusMain
public final class Main {
  /** Commands of rooms that the command line may not import. */
  static final List<Class<?>> MORE_COMMANDS = List.of(BacktestCommand.class);

  private Main() {}

  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("operator")) {
      if (!System.getenv().getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "").isBlank()) {
        System.setProperty("mp.messaging.outgoing.notices-kafka.enabled", "true");
      }
      Quarkus.run(OperatorApplication.class, args);
    } else {
      // Without Quarkus, whose start takes longer than a command.
      CommandLog.configure();
      System.exit(run(new CommandFactory(), args));
    }
  }

  static int run(CommandLine.IFactory factory, String... args) {
    return RightSize.run(factory, MORE_COMMANDS, args);
  }
}

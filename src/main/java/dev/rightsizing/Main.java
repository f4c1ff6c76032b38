// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing;

import dev.rightsizing.backtest.command.BacktestCommand;
import dev.rightsizing.cli.RightSize;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;

/** Entry point of the one jar: the operator, and the command line beside it. */
@QuarkusMain
public final class Main implements QuarkusApplication {
  private final CommandLine.IFactory factory;

  Main(CommandLine.IFactory factory) {
    this.factory = factory;
  }

  public static void main(String[] args) {
    if (args.length == 0 || !args[0].equals("operator")) {
      // A command opens no port and keeps its standard output for its answer.
      System.setProperty("quarkus.management.host-enabled", "false");
      System.setProperty("channels.enabled", "false");
      System.setProperty("quarkus.log.level", "WARN");
      System.setProperty("quarkus.log.console.stderr", "true");
    } else if (!System.getenv().getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "").isBlank()) {
      System.setProperty("mp.messaging.outgoing.notices-kafka.enabled", "true");
    }
    Quarkus.run(Main.class, args);
  }

  @Override
  public int run(String... args) {
    return RightSize.commandLine(factory, BacktestCommand.class).execute(args);
  }
}

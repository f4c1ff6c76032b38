// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.cli.report.ReportCommand;
import dev.rightsizing.cli.review.ApproveCommand;
import dev.rightsizing.cli.review.ExplainCommand;
import dev.rightsizing.cli.review.PatchCommand;
import dev.rightsizing.cli.review.RejectCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command with its sub-commands. */
@Command(
    name = "rightsize",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Right-sizes Kubernetes workloads by their actual usage.",
    subcommands = {
      ReportCommand.class,
      ExplainCommand.class,
      PatchCommand.class,
      ApproveCommand.class,
      RejectCommand.class,
      OperatorCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class RightSize {

  /**
   * Builds the command line; wrong use ends with status 2 and one line that says what to do.
   *
   * @param more further sub-commands, from rooms that this one may not import
   */
  public static CommandLine commandLine(CommandLine.IFactory factory, Class<?>... more) {
    ErrorLine errors = new ErrorLine(System.getenv("RIGHTSIZE_TRACE") != null);
    CommandLine command = new CommandLine(RightSize.class, factory);
    for (Class<?> subcommand : more) {
      command.addSubcommand(subcommand);
    }
    command
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
    OptionTypes.registerOn(command);
    return command.setExecutionStrategy(RightSize::execute);
  }

  private static int execute(ParseResult parsed) {
    CommandLine command = parsed.commandSpec().commandLine();
    command.setOut(PlainWriter.around(command.getOut()));
    command.setErr(PlainWriter.around(command.getErr()));
    int status = new CommandLine.RunLast().execute(parsed);
    command.getOut().flush();
    command.getErr().flush();
    return status;
  }
}

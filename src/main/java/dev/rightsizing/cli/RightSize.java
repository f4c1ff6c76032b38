// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.cli.apply.ApplyCommand;
import dev.rightsizing.cli.apply.DiffCommand;
import dev.rightsizing.cli.apply.HistoryCommand;
import dev.rightsizing.cli.apply.PauseCommand;
import dev.rightsizing.cli.apply.ResumeCommand;
import dev.rightsizing.cli.apply.UndoCommand;
import dev.rightsizing.cli.check.CheckCommand;
import dev.rightsizing.cli.listing.ListCommand;
import dev.rightsizing.cli.listing.TopCommand;
import dev.rightsizing.cli.propose.ProposeCommand;
import dev.rightsizing.cli.report.ReportCommand;
import dev.rightsizing.cli.review.ApproveCommand;
import dev.rightsizing.cli.review.ExplainCommand;
import dev.rightsizing.cli.review.PatchCommand;
import dev.rightsizing.cli.review.RejectCommand;
import dev.rightsizing.cli.terminal.ColorChoice;
import dev.rightsizing.cli.terminal.Output;
import java.util.List;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command with its sub-commands. */
@Command(
    name = "rightsize",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Right-sizes Kubernetes workloads by their actual usage.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Without the operator, from a kubeconfig and a Prometheus: report, backtest.",
      "With the operator's Recommendations: list, top, explain, patch, approve, reject, propose.",
      "With policies of mode Apply: diff, apply, undo, history, pause, resume.",
      "",
      "Examples:",
      "  rightsize report -A --prometheus-url http://localhost:9090",
      "  rightsize top -A",
      "  rightsize explain deployment/checkout -n shop"
    })
public final class RightSize {
  private static final List<Class<?>> COMMANDS =
      List.of(
          ReportCommand.class,
          ListCommand.class,
          TopCommand.class,
          ExplainCommand.class,
          PatchCommand.class,
          ApproveCommand.class,
          RejectCommand.class,
          ProposeCommand.class,
          DiffCommand.class,
          ApplyCommand.class,
          UndoCommand.class,
          HistoryCommand.class,
          PauseCommand.class,
          ResumeCommand.class,
          CheckCommand.class,
          OperatorCommand.class);

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      defaultValue = "auto",
      description =
          "Colours: auto (on a terminal, unless NO_COLOR is set), always or never"
              + " (${DEFAULT-VALUE}).")
  private ColorChoice color;

  private RightSize() {}

  /**
   * Runs a command line; wrong use ends with status 2 and one line that says what to do.
   *
   * @param more further sub-commands, from rooms that this one may not import
   */
  public static int run(CommandLine.IFactory factory, List<Class<?>> more, String... arguments) {
    return commandLine(factory, more, arguments).execute(arguments);
  }

  /**
   * The script by which bash, and zsh with bashcompinit, completes command lines.
   *
   * @param more further sub-commands, as in {@link #run}
   */
  public static String completion(CommandLine.IFactory factory, List<Class<?>> more) {
    return AutoComplete.bash("rightsize", commandLine(factory, more));
  }

  /** The command line, ready to execute these arguments and no others. */
  static CommandLine commandLine(
      CommandLine.IFactory factory, List<Class<?>> more, String... arguments) {
    ErrorLine errors = new ErrorLine(System.getenv("RIGHTSIZE_TRACE") != null);
    CommandLine command = new CommandLine(RightSize.class, factory);
    needed(Stream.concat(COMMANDS.stream(), more.stream()).toList(), arguments)
        .forEach(command::addSubcommand);
    command
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
    OptionTypes.registerOn(command);
    return command.setExecutionStrategy(RightSize::execute);
  }

  /**
   * The one sub-command that is named, without what the others would load: half of what a short
   * command takes. All of them where none is named, so that help and errors list them.
   */
  private static List<Class<?>> needed(List<Class<?>> all, String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    List<Class<?>> named =
        all.stream()
            .filter(type -> type.getAnnotation(Command.class).name().equals(first))
            .toList();
    return named.isEmpty() ? all : named;
  }

  private static int execute(ParseResult parsed) {
    CommandLine command = parsed.commandSpec().commandLine();
    ColorChoice color = command.<RightSize>getCommand().color;
    command.setColorScheme(CommandLine.Help.defaultColorScheme(color.ansi()));
    // The help's own colours would not get through what makes a cluster's words harmless.
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    command.setOut(Output.on(command.getOut(), color.ansi().enabled()));
    command.setErr(Output.on(command.getErr(), false));
    int status = new CommandLine.RunLast().execute(parsed);
    command.getOut().flush();
    command.getErr().flush();
    return status;
  }
}

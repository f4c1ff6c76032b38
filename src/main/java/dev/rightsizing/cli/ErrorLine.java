// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.model.PlainText;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.workload.WorkloadException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints errors in one line, without a stack trace; exit status 2. */
final class ErrorLine implements IExecutionExceptionHandler, IParameterExceptionHandler {
  static final int STATUS = 2;

  /** {@code java.lang.NumberFormatException: }, in brackets or not. */
  private static final Pattern CLASS =
      Pattern.compile(
          "\\s?\\((?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:Exception|Error)\\b[^)]*\\)"
              + "|\\b(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:Exception|Error)\\b:?\\s?");

  private final boolean trace;

  /**
   * @param trace whether a stack trace follows the line, to debug the program itself
   */
  ErrorLine(boolean trace) {
    this.trace = trace;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    say(command, line(e));
    if (trace) {
      e.printStackTrace(command.getErr());
      command.getErr().flush();
    }
    return STATUS;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String what =
        e instanceof UnmatchedArgumentException unknown ? unknown(unknown) : e.getMessage();
    say(command, what + "; see " + command.getCommandSpec().qualifiedName() + " --help");
    return STATUS;
  }

  /** Says of an argument no more than an option's name: the rest may be half of a secret. */
  private static String unknown(UnmatchedArgumentException e) {
    String first = e.getUnmatched().get(0);
    String name = first.replaceFirst("(?s)[=:\\s].*", "");
    return name.matches("--?[A-Za-z][A-Za-z-]*")
        ? "there is no option " + name
        : "an argument is not recognized; quote an option that contains spaces";
  }

  private static String line(Exception e) {
    if (e instanceof WorkloadException && e.getCause() instanceof KubernetesClientException c) {
      // The port's message speaks of the operator's role; here a person's own rights count.
      return c.getCode() == HttpURLConnection.HTTP_FORBIDDEN ? line(c) : e.getMessage();
    }
    if (e instanceof UsageException unread) {
      return SourceAdvice.line(unread);
    }
    if (e instanceof WorkloadException || e instanceof CommandException) {
      return e.getMessage();
    }
    if (e instanceof KubernetesClientException refused) {
      return line(refused);
    }
    return "internal error: "
        + (e.getMessage() == null ? "no details" : e.getMessage())
        + "; set RIGHTSIZE_TRACE=1 for a stack trace, and report it";
  }

  private static String line(KubernetesClientException e) {
    String serverMessage = e.getStatus() == null ? null : e.getStatus().getMessage();
    if (e.getCode() <= 0) {
      return "cannot reach the API server: " + rootOf(e) + "; check --kubeconfig and --context";
    }
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          "the API server rejected your credentials (401); log in again or check --context";
      case HttpURLConnection.HTTP_FORBIDDEN ->
          "the API server denied access: "
              + serverMessage
              + "; ask for a role that allows it, see deploy/rbac.yaml";
      default ->
          "the API server returned "
              + e.getCode()
              + ": "
              + serverMessage
              + "; check the object that"
              + " it names";
    };
  }

  private static String rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof UnknownHostException) {
      return "the host " + root.getMessage() + " is not known";
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  /** Java class names do not help users. */
  private static void say(CommandLine command, String what) {
    String line = CLASS.matcher(PlainText.line(what)).replaceAll("");
    command.getErr().println("rightsize: " + line);
    command.getErr().flush();
  }
}

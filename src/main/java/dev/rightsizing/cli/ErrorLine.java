// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.usage.UsageException;
import dev.rightsizing.workload.WorkloadException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells what went wrong in one line, without a trace; status 2. */
final class ErrorLine implements IExecutionExceptionHandler, IParameterExceptionHandler {
  static final int STATUS = 2;

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    if (e instanceof UsageException
        || e instanceof WorkloadException
        || e instanceof CommandException) {
      return say(command, e.getMessage());
    }
    if (e instanceof KubernetesClientException) {
      return say(
          command, "the API server cannot be asked: " + e.getMessage() + "; check KUBECONFIG");
    }
    throw e;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    return say(
        command, e.getMessage() + "; see " + command.getCommandSpec().qualifiedName() + " --help");
  }

  private static int say(CommandLine command, String what) {
    command.getErr().println("rightsize: " + String.valueOf(what).replaceAll("\\s*\\R\\s*", " "));
    command.getErr().flush();
    return STATUS;
  }

  /** Something that only the person at the command line can put right. */
  static final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    CommandException(String message) {
      super(message);
    }
  }
}

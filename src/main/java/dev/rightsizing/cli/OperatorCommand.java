// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs the controllers until the process is told to stop. */
@Command(
    name = "operator",
    mixinStandardHelpOptions = true,
    description = "Runs the operator, configured by environment variables.")
@Dependent
public final class OperatorCommand implements Callable<Integer> {
  private final Instance<Operator> operator;
  private final Instance<StartupTask> companions;

  OperatorCommand(Instance<Operator> operator, Instance<StartupTask> companions) {
    this.operator = operator;
    this.companions = companions;
  }

  @Override
  public Integer call() {
    companions.forEach(StartupTask::start);
    operator.get().start();
    Quarkus.waitForExit();
    return 0;
  }
}

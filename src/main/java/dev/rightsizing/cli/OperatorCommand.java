// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs the controllers until the process is stopped. */
@Command(
    name = "operator",
    mixinStandardHelpOptions = true,
    description = "Runs the operator, configured by environment variables.",
    footer = {
      "",
      "docs/settings.md lists the variables.",
      "",
      "Examples:",
      "  RIGHTSIZING_PROMETHEUS_URL=http://localhost:9090 rightsize operator",
      "  RIGHTSIZING_WATCH_NAMESPACES=shop,billing rightsize operator"
    })
@Dependent
public final class OperatorCommand implements Callable<Integer> {
  private final Instance<OperatorProcess> operator;

  OperatorCommand(Instance<OperatorProcess> operator) {
    this.operator = operator;
  }

  @Override
  public Integer call() {
    return operator.get().run();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.backtest.command.BacktestCommand;
import dev.rightsizing.config.CommandFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionTest {
  @Test
  void theScriptKnowsEveryCommandAndItsOptions() {
    String script =
        RightSize.completion(new CommandFactory(), List.<Class<?>>of(BacktestCommand.class));

    assertThat(script).contains("function _complete_rightsize()");
    assertThat(script)
        .contains("report", "list", "top", "explain", "patch", "approve", "reject", "backtest")
        .contains("diff", "apply", "undo", "history", "pause", "resume", "--once", "--no-wait")
        .contains("--prometheus-url");
  }
}

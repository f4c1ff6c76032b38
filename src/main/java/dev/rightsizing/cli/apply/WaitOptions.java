// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import dev.rightsizing.cli.CommandException;
import dev.rightsizing.model.PrometheusDuration;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Says for how long a command waits for the operator. */
final class WaitOptions {
  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "10m",
      description = "How long to wait at the most, such as 90s or 10m (${DEFAULT-VALUE}).")
  private String timeout;

  @Option(names = "--no-wait", description = "Only ask, and do not wait.")
  private boolean leave;

  boolean waits() {
    return !leave;
  }

  /**
   * The longest wait.
   *
   * @throws CommandException when it is no duration
   */
  Duration timeout() throws CommandException {
    try {
      return PrometheusDuration.parse(timeout);
    } catch (IllegalArgumentException e) {
      throw new CommandException("--timeout: " + e.getMessage());
    }
  }
}

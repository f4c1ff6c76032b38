// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.command;

import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.report.SourceChoice;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;

/** Opens the Prometheus that a person names. */
@FunctionalInterface
public interface HistorySources {

  /**
   * A source of live history.
   *
   * @throws CommandException when an option or a setting contradicts itself
   * @throws UsageException when no URL is known or it is not one
   */
  UsageSource open(SourceChoice source) throws CommandException, UsageException;
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.report;

import dev.rightsizing.cli.ClusterChoice;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.usage.UsageException;

/** Opens the cluster and the Prometheus that a person names. */
@FunctionalInterface
public interface ReportEngines {

  /**
   * An engine, to be closed.
   *
   * @throws CommandException when an option or a setting contradicts itself
   * @throws UsageException when no URL is known or it is not one
   */
  ReportEngine open(ClusterChoice cluster, SourceChoice source)
      throws CommandException, UsageException;
}

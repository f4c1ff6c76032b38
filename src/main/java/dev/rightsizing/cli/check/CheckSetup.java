// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.check;

import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.report.SourceChoice;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import java.util.Map;
import java.util.Set;

/** What the settings say, as far as a check needs it. */
public interface CheckSetup {

  /**
   * The namespaces that the operator watches; every one when empty.
   *
   * @throws CommandException when a setting cannot be understood
   */
  Set<String> watchNamespaces() throws CommandException;

  /**
   * The Prometheus that a person names, else that of the settings.
   *
   * @throws CommandException when an option or a setting contradicts itself
   * @throws UsageException when no URL is known or it is not one
   */
  Source open(SourceChoice choice) throws CommandException, UsageException;

  /**
   * A source and what every query to it is narrowed by.
   *
   * @param matchers label to value
   */
  record Source(UsageSource source, Map<String, String> matchers) {

    public Source {
      matchers = Map.copyOf(matchers);
    }
  }
}

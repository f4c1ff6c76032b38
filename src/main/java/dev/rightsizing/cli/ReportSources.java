// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import java.util.Optional;

/** Opens the Prometheus that a person names, with the credentials of the environment. */
@FunctionalInterface
public interface ReportSources {

  /**
   * The source to read.
   *
   * @param url absent: that of RIGHTSIZING_PROMETHEUS_URL
   * @throws UsageException when no URL is known or it is not one
   */
  UsageSource open(Optional<String> url) throws UsageException;
}

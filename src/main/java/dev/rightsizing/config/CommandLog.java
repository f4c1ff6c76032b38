// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import java.util.List;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.jboss.logmanager.handlers.ConsoleHandler.Target;

/**
 * The log of commands other than the operator: warnings alone, on standard error, in the operator's
 * format. {@code application.properties} configures the operator's.
 */
public final class CommandLog {
  private static final String FORMAT = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p %c{1} %s%e%n";

  /** It warns of every v1alpha1, of ours too. */
  private static final String VERSIONS =
      "io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils";

  /** Its lines would run into the screen, which shows itself that the API server is away. */
  private static final String WATCHES =
      "io.fabric8.kubernetes.client.dsl.internal.AbstractWatchManager";

  private CommandLog() {}

  /** To be called before anything logs. */
  public static void configure() {
    LogContext context = LogContext.getLogContext();
    Logger root = context.getLogger("");
    root.setLevel(Level.WARN);
    root.setHandlers(
        List.of(new ConsoleHandler(Target.SYSTEM_ERR, new PatternFormatter(FORMAT)))
            .toArray(ConsoleHandler[]::new));
    context.getLogger(VERSIONS).setLevel(Level.ERROR);
    context.getLogger(WATCHES).setLevel(Level.OFF);
  }
}

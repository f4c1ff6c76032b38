// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import io.smallrye.reactive.messaging.providers.extension.MediatorManager;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Wires the channels for the operator only. Every start of the program would do so otherwise, and a
 * command, which publishes nothing, would pay a tenth of a second of CPU for it.
 */
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
@ApplicationScoped
public class OperatorChannels extends MediatorManager {
  /** What Main sets for commands. */
  public static final String ENABLED = "channels.enabled";

  @Inject
  @ConfigProperty(name = ENABLED, defaultValue = "true")
  boolean enabled;

  @Override
  public void start() {
    if (enabled) {
      super.start();
    }
  }
}

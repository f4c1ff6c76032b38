// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Reads the settings without Quarkus, by the names and defaults that the operator has. */
final class PlainSettings {
  private PlainSettings() {}

  /**
   * What the environment says.
   *
   * @throws IllegalArgumentException when a setting cannot be understood
   */
  static Settings read() {
    try {
      return new SmallRyeConfigBuilder()
          .addSystemSources()
          .addDefaultInterceptors()
          .addDiscoveredConverters()
          .withMapping(Settings.class)
          .build()
          .getConfigMapping(Settings.class);
    } catch (ConfigValidationException e) {
      throw new IllegalArgumentException(
          "a setting RIGHTSIZING_* cannot be understood: " + e.getProblem(0).getMessage(), e);
    }
  }
}

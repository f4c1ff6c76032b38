// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
public final class Version implements IVersionProvider {
  private static final String BUILT = "quarkus.application.version";

  @Override
  public String[] getVersion() {
    String version =
        ConfigProvider.getConfig().getOptionalValue(BUILT, String.class).orElse("development");
    return new String[] {"rightsize " + version};
  }
}

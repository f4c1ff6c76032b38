// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = RightSize.class.getPackage().getImplementationVersion();
    return new String[] {"rightsize " + (version == null ? "development" : version)};
  }
}

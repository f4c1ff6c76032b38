// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

/** Something that runs beside the controllers and is started with them. */
@FunctionalInterface
public interface StartupTask {
  void start();
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

/** The controllers and all that runs beside them. */
@FunctionalInterface
public interface OperatorProcess {

  /**
   * Runs until the process is stopped.
   *
   * @return the exit status
   */
  int run();
}

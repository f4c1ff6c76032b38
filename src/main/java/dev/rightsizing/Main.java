// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing;

/** Entry point of the operator and of the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    io.quarkus.runtime.Quarkus.run(args);
  }
}

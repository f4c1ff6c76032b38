// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether answers come compressed. */
public enum Compression {
  /** Where the network is slower than compressing. */
  AUTO("auto"),
  ALWAYS("true"),
  NEVER("false");

  private final String text;

  Compression(String text) {
    this.text = text;
  }

  /** As it is written in a setting; empty for anything else. */
  public static Optional<Compression> parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(value -> value.text.equals(lower)).findFirst();
  }
}

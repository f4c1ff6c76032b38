// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a terminal shows.
 *
 * @param lines from top to bottom
 * @param columns from left to right
 */
public record ScreenSize(int lines, int columns) {
  private static final ScreenSize USUAL = new ScreenSize(24, 80);
  private static final File TERMINAL = new File("/dev/tty");
  private static final Pattern ANSWER = Pattern.compile("([1-9]\\d{0,4}) ([1-9]\\d{0,4})\\s*");

  /** That of the terminal of this process now; 24 lines of 80 columns where it has none. */
  public static ScreenSize now() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL)
              .redirectErrorStream(true)
              .start();
      try {
        if (!stty.waitFor(1, TimeUnit.SECONDS)) {
          return USUAL;
        }
        return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
      } finally {
        stty.destroyForcibly();
      }
    } catch (IOException e) {
      return USUAL; // no terminal, or a system without stty
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  /** Reads the output of {@code stty size}: lines and columns. */
  static ScreenSize parse(String answer) {
    Matcher found = ANSWER.matcher(answer);
    return found.matches()
        ? new ScreenSize(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)))
        : USUAL;
  }
}

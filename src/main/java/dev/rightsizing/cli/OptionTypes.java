// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import java.math.BigDecimal;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers of options, so that a wrong one is answered with what may be written. */
final class OptionTypes {
  private OptionTypes() {}

  static void registerOn(CommandLine command) {
    number(command, BigDecimal.class, BigDecimal::new, "a number such as 50 or 12.50");
    number(command, Double.class, Double::valueOf, "a number such as 0.03");
    number(command, Double.TYPE, Double::valueOf, "a number such as 99 or 99.9");
    number(command, Integer.TYPE, Integer::valueOf, "a whole number such as 20");
  }

  private static <T> void number(
      CommandLine command, Class<T> type, Function<String, T> read, String what) {
    command.registerConverter(
        type,
        text -> {
          try {
            return read.apply(text.strip());
          } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not " + what);
          }
        });
  }
}

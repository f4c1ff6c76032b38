// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.jsonpath.Template;
import java.util.Locale;

/** How a list is written. */
sealed interface ListFormat {
  /** For people. */
  record Table(boolean wide) implements ListFormat {}

  /** The names alone, for other commands. */
  record Names() implements ListFormat {}

  /** The whole objects, as a list of the API. */
  record Data(boolean yaml) implements ListFormat {}

  /** Some of their fields. */
  record Fields(Template template) implements ListFormat {}

  /**
   * Reads what a person wrote after {@code -o}.
   *
   * @throws CommandException when it is no format, or a template that is not supported
   */
  static ListFormat parse(String text) throws CommandException {
    if (text.startsWith("jsonpath=")) {
      return new Fields(Template.parse(text.substring("jsonpath=".length())));
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "table" -> new Table(false);
      case "wide" -> new Table(true);
      case "name" -> new Names();
      case "json" -> new Data(false);
      case "yaml" -> new Data(true);
      default ->
          throw new CommandException(
              "-o '"
                  + text
                  + "' is not a format; use table, wide, name, json, yaml or jsonpath=TEMPLATE, and"
                  + " \"kubectl get recommendations\" for any other");
    };
  }
}

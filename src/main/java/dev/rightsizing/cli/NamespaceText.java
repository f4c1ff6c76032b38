// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads namespaces as people list them: {@code a,b} or {@code "a, b"}. */
public final class NamespaceText {
  /** A DNS label, as the API server has it. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private NamespaceText() {}

  /**
   * The names.
   *
   * @throws CommandException when one cannot be a namespace's name
   */
  public static SortedSet<String> parse(Collection<String> texts) throws CommandException {
    SortedSet<String> names = new TreeSet<>();
    for (String text : texts) {
      names.add(one(text));
    }
    return names;
  }

  /** One name, without blanks around it. */
  public static String one(String text) throws CommandException {
    String name = text.strip();
    if (!NAME.matcher(name).matches()) {
      throw new CommandException(
          "-n '"
              + name
              + "' is not the name of a namespace; use lower-case letters, digits and dashes,"
              + " and commas between several");
    }
    return name;
  }
}

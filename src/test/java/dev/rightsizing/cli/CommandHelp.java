// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each command prints with {@code --help}, as a person sees it in a pipe. */
public final class CommandHelp {
  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)  +\\S");

  private CommandHelp() {}

  /** By full name, the program itself first. */
  public static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    String main = of();
    all.put("rightsize", main);
    Matcher command = COMMAND.matcher(main.substring(main.indexOf("Commands:")));
    List<String> names = new ArrayList<>();
    while (command.find()) {
      names.add(command.group(1));
    }
    names.forEach(name -> all.put("rightsize " + name, of(name)));
    return all;
  }

  private static String of(String... command) {
    String[] arguments = new String[command.length + 1];
    System.arraycopy(command, 0, arguments, 0, command.length);
    arguments[command.length] = "--help";
    return CommandRun.of(List.of(), arguments).out();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.report;

import dev.rightsizing.cli.CommandException;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.workload.LabelSelector;
import dev.rightsizing.workload.LabelSelector.Operator;
import dev.rightsizing.workload.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads label selectors as kubectl takes them: {@code tier=web,env in (a,b),!canary}. */
final class SelectorText {
  private static final String KEY = "([A-Za-z0-9][-A-Za-z0-9_./]*)";
  private static final String VALUE = "([A-Za-z0-9][-A-Za-z0-9_.]*)?";
  private static final Pattern COMMAS_OUTSIDE_BRACKETS = Pattern.compile(",(?![^(]*\\))");
  private static final Pattern EQUALS = Pattern.compile(KEY + "\\s*==?\\s*" + VALUE);
  private static final Pattern DIFFERS = Pattern.compile(KEY + "\\s*!=\\s*" + VALUE);
  private static final Pattern SET =
      Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([-A-Za-z0-9_.,\\s]*)\\)");
  private static final Pattern EXISTS = Pattern.compile("(!?)\\s*" + KEY);

  private SelectorText() {}

  static LabelSelector parse(String text) throws CommandException {
    if (text.isBlank()) {
      return LabelSelector.EVERYTHING;
    }
    List<Requirement> requirements = new ArrayList<>();
    for (String part : COMMAS_OUTSIDE_BRACKETS.split(text, -1)) {
      requirements.add(requirement(part.strip()));
    }
    return new LabelSelector(Map.of(), requirements);
  }

  private static Requirement requirement(String part) throws CommandException {
    Matcher equal = EQUALS.matcher(part);
    if (equal.matches()) {
      return one(equal, Operator.IN);
    }
    Matcher differs = DIFFERS.matcher(part);
    if (differs.matches()) {
      return one(differs, Operator.NOT_IN);
    }
    Matcher set = SET.matcher(part);
    if (set.matches()) {
      List<String> values = Arrays.stream(set.group(3).split(",")).map(String::strip).toList();
      Operator operator = set.group(2).equals("in") ? Operator.IN : Operator.NOT_IN;
      return new Requirement(set.group(1), operator, values);
    }
    Matcher exists = EXISTS.matcher(part);
    if (exists.matches()) {
      Operator operator = exists.group(1).isEmpty() ? Operator.EXISTS : Operator.DOES_NOT_EXIST;
      return new Requirement(exists.group(2), operator, List.of());
    }
    throw new CommandException(
        "-l '"
            + PlainText.line(part)
            + "' is not a label selector; write for example tier=web,env in (a,b),!canary");
  }

  private static Requirement one(Matcher match, Operator operator) {
    String value = match.group(2) == null ? "" : match.group(2);
    return new Requirement(match.group(1), operator, List.of(value));
  }
}

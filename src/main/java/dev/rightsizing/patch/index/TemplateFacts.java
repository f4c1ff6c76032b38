// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.index;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template of a Helm chart, as far as its lines tell.
 *
 * @param kinds of objects that it makes
 * @param uses keys of values that containers take their sizes from
 */
public record TemplateFacts(Set<String> kinds, List<Use> uses) {
  private static final Pattern KIND = Pattern.compile("(?m)^kind:[ \\t]*(\\w+)");
  private static final Pattern STEP =
      Pattern.compile(
          "(?m)^[ \\t]*(?:- )?[ \\t]*name:[ \\t]*(\\S.*?)[ \\t]*$"
              + "|\\.Values\\.([A-Za-z0-9_.]*[rR]esources)\\b");

  public TemplateFacts {
    kinds = Set.copyOf(kinds);
    uses = List.copyOf(uses);
  }

  /**
   * A use of a value.
   *
   * @param container the name above it as written, which may be an expression
   * @param path of the value, with dots
   */
  public record Use(String container, String path) {}

  static TemplateFacts of(String text) {
    Set<String> kinds = new LinkedHashSet<>();
    Matcher kind = KIND.matcher(text);
    while (kind.find()) {
      kinds.add(kind.group(1));
    }
    List<Use> uses = new ArrayList<>();
    String name = "";
    Matcher step = STEP.matcher(text);
    while (step.find()) {
      if (step.group(1) != null) {
        name = step.group(1).replace("\"", "");
      } else {
        uses.add(new Use(name, step.group(2)));
      }
    }
    return new TemplateFacts(kinds, uses);
  }
}

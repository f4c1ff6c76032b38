// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.NotProposed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is not changed, by reason, with what to do about it. */
final class LeftOut {
  private final List<NotProposed> left;

  LeftOut(List<NotProposed> left) {
    this.left = left;
  }

  static String title(List<NotProposed> left) {
    return "Not changed, and why: " + left.size();
  }

  /** The first of each reason begins with a paragraph that says what the reason means. */
  List<String> blocks() {
    Map<Reason, List<NotProposed>> byReason =
        left.stream()
            .collect(Collectors.groupingBy(NotProposed::reason, TreeMap::new, Collectors.toList()));
    List<String> blocks = new ArrayList<>();
    byReason.forEach(
        (reason, entries) -> {
          String first = "\n**" + Markdown.text(reason.sentence()) + "**\n\n";
          for (NotProposed entry : entries) {
            blocks.add(first + line(entry));
            first = "";
          }
        });
    return blocks;
  }

  private static String line(NotProposed entry) {
    return "- "
        + Explanations.workload(entry.ref())
        + entry.container().map(name -> " " + Markdown.code(name)).orElse("")
        + entry.file().map(file -> " in " + Markdown.code(file)).orElse("")
        + (entry.message().isBlank() ? "" : ": " + Markdown.text(entry.message()))
        + "\n";
  }
}

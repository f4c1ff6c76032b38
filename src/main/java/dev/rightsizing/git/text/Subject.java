// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import dev.rightsizing.git.text.ProposalContent.Item;
import dev.rightsizing.model.WorkloadRef;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one line that says what a request does: its title, and the first line of its commit. */
final class Subject {
  /** Git's own tools show so much of it. */
  static final int LONGEST_SUBJECT = 72;

  /** Hosts take 255. */
  static final int LONGEST_TITLE = 200;

  private Subject() {}

  /** {@code Right-size 6 workloads of shop, saving 41.20 USD per month}. */
  static String of(List<Item> items, int longest) {
    String what = "Right-size " + workloads(items);
    Optional<String> money = Totals.of(items).phrase();
    String whole = what + money.map(m -> ", " + m).orElse("");
    if (whole.length() <= longest) {
      return whole;
    }
    return what.length() <= longest ? what : what.substring(0, longest - 1) + "…";
  }

  private static String workloads(List<Item> items) {
    TreeSet<WorkloadRef> refs =
        items.stream().map(i -> i.change().ref()).collect(Collectors.toCollection(TreeSet::new));
    if (refs.size() == 1) {
      WorkloadRef only = refs.first();
      return only.kind().kind() + "/" + name(only.name()) + " of " + name(only.namespace());
    }
    List<String> namespaces = refs.stream().map(WorkloadRef::namespace).distinct().toList();
    return refs.size()
        + " workloads of "
        + (namespaces.size() == 1 ? name(namespaces.get(0)) : namespaces.size() + " namespaces");
  }

  private static String name(String text) {
    return Markdown.plainName(text);
  }

  /** Names of workloads as a person writes them: {@code deployment/checkout}. */
  static Stream<String> commandNames(List<Item> items) {
    return items.stream()
        .map(i -> i.change().ref())
        .map(ref -> ref.kind().lowerCase() + "/" + name(ref.name()));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import dev.rightsizing.git.text.ProposalContent.Item;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Money;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.ProposedContainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table: one row a container, five narrow columns with several lines in a cell, so that a phone
 * shows it without much scrolling.
 */
final class ChangeTable {
  private static final String BREAK = "<br>";

  /** Does not break, so that a narrow column breaks between the lines alone. */
  private static final String BLANK = "\u00A0";

  private final List<Item> items;
  private final Optional<String> currency;
  private final boolean severalNamespaces;

  ChangeTable(List<Item> items) {
    this.items = items;
    this.currency = Totals.of(items).net().map(Money::currency);
    this.severalNamespaces =
        items.stream().map(i -> i.change().ref().namespace()).distinct().count() > 1;
  }

  /** Names of the columns and the line below them. */
  String head() {
    String saves = currency.map(c -> c.replaceAll("[^A-Za-z]", "") + "/month").orElse("per month");
    return "| Workload | CPU | Memory | Saves<br>"
        + saves
        + " | Assessment |\n| --- | --- | --- | --: | --- |\n";
  }

  /** One for each container, each with a line feed. */
  List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (Item item : items) {
      // What is said of the workload stands in the row of its first container alone.
      String saves = item.change().monthly().map(this::saves).orElse("?");
      String assessment = assessment(item);
      for (ProposedContainer container : item.change().containers()) {
        rows.add(
            String.join(
                " | ",
                "| " + name(item, container),
                cell(container, Resource.CPU),
                cell(container, Resource.MEMORY),
                saves,
                assessment + " |\n"));
        saves = "";
        assessment = "";
      }
    }
    return rows;
  }

  private String saves(Money money) {
    String amount = money.amount().replace("-", "−");
    return currency.isPresent() ? amount : Totals.text(money).replace("-", "−");
  }

  private String name(Item item, ProposedContainer container) {
    String kind = item.change().ref().kind().kind();
    return (severalNamespaces ? Markdown.code(item.change().ref().namespace()) + BREAK : "")
        + kind
        + BREAK
        + Markdown.code(item.change().ref().name())
        + BREAK
        + Explanations.container(container);
  }

  private static String cell(ProposedContainer container, Resource resource) {
    return container.resources().stream()
        .filter(change -> change.resource() == resource)
        .findFirst()
        .map(ChangeTable::cell)
        .orElse("unchanged");
  }

  private static String cell(ProposedContainer.Change change) {
    List<String> lines = new ArrayList<>();
    lines.add(pair(change.now().request(), change.proposed().request()));
    if (change.now().limit().isPresent() || change.proposed().limit().isPresent()) {
      lines.add("limit" + BLANK + pair(change.now().limit(), change.proposed().limit()));
    }
    List<String> used = new ArrayList<>();
    change.p95().ifPresent(p95 -> used.add("P95" + BLANK + p95.toUsage()));
    change.peak().ifPresent(peak -> used.add("peak" + BLANK + peak.toUsage()));
    if (!used.isEmpty()) {
      lines.add("<sub>" + String.join(", ", used) + "</sub>");
    }
    return String.join(BREAK, lines);
  }

  private static String pair(Optional<Amount> now, Optional<Amount> proposed) {
    String before = now.map(Amount::toQuantity).orElse("none");
    String after = proposed.map(Amount::toQuantity).orElse("none");
    return before.equals(after) ? before : before + BLANK + "→" + BLANK + "**" + after + "**";
  }

  private static String assessment(Item item) {
    List<String> lines = new ArrayList<>();
    lines.add("confidence" + BLANK + item.change().confidence().text());
    String risk = item.change().risk();
    lines.add(
        isNone(risk)
            ? "no" + BLANK + "risk" + BLANK + "seen"
            : "**risk " + Markdown.text(risk) + "**");
    lines.add(item.change().quota().isBlank() ? "fits" + BLANK + "quota" : "**quota: see below**");
    if (item.dryRun() instanceof DryRun.Refused) {
      lines.add("**refused**");
    }
    return String.join(BREAK, lines);
  }

  private static boolean isNone(String risk) {
    return risk.isBlank() || risk.equals("None");
  }
}

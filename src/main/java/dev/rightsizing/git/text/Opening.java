// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import dev.rightsizing.git.text.ProposalContent.Item;
import dev.rightsizing.model.proposal.DryRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The first lines: what merging does, what it is worth, and what the API server says of it. */
final class Opening {
  /** So many refusals are read one by one. */
  private static final int MOST_REFUSALS = 10;

  private final List<Item> items;

  Opening(ProposalContent content) {
    this.items = content.items();
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(sentence());
    lines.add(dryRuns());
    return String.join("\n\n", lines);
  }

  /** One paragraph. */
  String sentence() {
    long files = items.stream().map(Item::file).distinct().count();
    long containers = items.stream().mapToLong(i -> i.change().containers().size()).sum();
    return "This changes the resources of "
        + count(containers, "container")
        + " of "
        + count(items.size(), "workload")
        + " in "
        + count(files, "file")
        + " to fit what they used, and nothing else. "
        + money();
  }

  private String money() {
    Totals totals = Totals.of(items);
    if (totals.net().isEmpty()) {
      return "What that saves is not known.";
    }
    String saved = Totals.text(totals.saved().orElseThrow());
    String cost = Totals.text(totals.cost().orElseThrow());
    boolean saves = totals.saved().orElseThrow().value().signum() > 0;
    boolean costs = totals.cost().orElseThrow().value().signum() > 0;
    if (saves && costs) {
      return "Some shrink and save "
          + saved
          + " per month, others grow and cost "
          + cost
          + ": "
          + totals
              .phrase()
              .map(phrase -> "together **" + phrase + "**.")
              .orElse("together nothing.");
    }
    return saves
        ? "It saves **" + saved + " per month**."
        : costs ? "It costs **" + cost + " more per month**." : "It costs and saves nothing.";
  }

  private String dryRuns() {
    List<Item> refused = items.stream().filter(i -> i.dryRun() instanceof DryRun.Refused).toList();
    long accepted = items.stream().filter(i -> i.dryRun() instanceof DryRun.Accepted).count();
    if (accepted == items.size()) {
      return "The API server accepts each changed object (`--dry-run=server`).";
    }
    List<String> parts = new ArrayList<>();
    if (accepted > 0) {
      parts.add("accepts " + accepted);
    }
    if (!refused.isEmpty()) {
      parts.add("**refuses " + refused.size() + "**");
    }
    if (accepted + refused.size() < items.size()) {
      parts.add("was not asked about " + (items.size() - accepted - refused.size()) + why());
    }
    String sentence =
        "Of "
            + count(items.size(), "changed object")
            + " the API server "
            + String.join(" and ", parts)
            + " (`--dry-run=server`)";
    return refused.isEmpty()
        ? sentence + "."
        : sentence
            + ":\n\n"
            + refused.stream()
                .limit(MOST_REFUSALS)
                .map(Opening::refusal)
                .collect(Collectors.joining("\n"));
  }

  private static String refusal(Item item) {
    return "- "
        + Explanations.workload(item.change().ref())
        + ": "
        + Markdown.text(((DryRun.Refused) item.dryRun()).message());
  }

  /** The reason, where it is the same for all. */
  private String why() {
    List<String> reasons =
        items.stream()
            .map(Item::dryRun)
            .filter(DryRun.NotTried.class::isInstance)
            .map(run -> ((DryRun.NotTried) run).why())
            .distinct()
            .toList();
    Optional<String> only = reasons.size() == 1 ? Optional.of(reasons.get(0)) : Optional.empty();
    return only.map(why -> ", because " + Markdown.text(why)).orElse("");
  }

  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import dev.rightsizing.git.text.ProposalContent.Item;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.ProposedContainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why each size is what it is, in which file it stands, and what else is to be known of it. */
final class Explanations {
  private final ProposalContent content;

  Explanations(ProposalContent content) {
    this.content = content;
  }

  /** One list entry for each workload, each ends with a line feed. */
  List<String> blocks() {
    return content.items().stream().map(this::block).toList();
  }

  private String block(Item item) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "- "
            + workload(item.change().ref())
            + " in "
            + Markdown.code(item.file())
            + (item.how().isBlank() ? "" : " (" + Markdown.text(item.how()) + ")")
            + link(item.change().ref()));
    for (ProposedContainer container : item.change().containers()) {
      for (ProposedContainer.Change change : container.resources()) {
        lines.add(
            container(container)
                + (change.resource() == Resource.CPU ? " CPU: " : " memory: ")
                + Markdown.text(change.explanation()));
      }
    }
    item.change().riskReasons().forEach(reason -> lines.add("Risk: " + Markdown.text(reason)));
    if (!item.change().quota().isBlank()) {
      lines.add("Quota: " + Markdown.text(item.change().quota()));
    }
    item.change().remarks().forEach(remark -> lines.add("Note: " + Markdown.text(remark)));
    item.differs().ifPresent(differs -> lines.add("Note: " + Markdown.text(differs)));
    lines.add("Dry run: " + dryRun(item.dryRun()));
    return String.join("\n  - ", lines) + "\n";
  }

  private static String dryRun(DryRun run) {
    if (run instanceof DryRun.Refused refused) {
      return "refused: " + Markdown.text(refused.message());
    }
    return run instanceof DryRun.NotTried untried
        ? "not tried: " + Markdown.text(untried.why())
        : "accepted";
  }

  /** To the Recommendation. The longest names are shortened there, so these get no link. */
  private String link(WorkloadRef ref) {
    String name = ref.kind().lowerCase() + "-" + ref.name();
    boolean plain = Closing.isName(name) && Closing.isName(ref.namespace());
    return content
        .page()
        .filter(page -> plain)
        .map(
            page ->
                ", [on the page](<"
                    + Closing.address(page)
                    + "/recommendations/"
                    + ref.namespace()
                    + "/"
                    + name
                    + ">)")
        .orElse("");
  }

  static String workload(WorkloadRef ref) {
    return Markdown.code(ref.toString());
  }

  static String container(ProposedContainer container) {
    if (container.role() == ContainerRole.POD || container.name().isEmpty()) {
      return "pod as a whole";
    }
    String role =
        container.role() == ContainerRole.MAIN
            ? ""
            : " (" + container.role().name().toLowerCase(Locale.ROOT) + ")";
    return Markdown.code(container.name()) + role;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import dev.rightsizing.git.text.ProposalContent.Item;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.proposal.ProposedContainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commit message: one line for each container, and the trailers. Plain text, no markup. */
final class CommitText {
  /** So many lines are read in a log; the request has them all. */
  private static final int MOST_LINES = 100;

  private CommitText() {}

  static String of(ProposalContent content) {
    List<String> lines = new ArrayList<>();
    content.items().forEach(item -> lines(item, lines));
    StringBuilder message =
        new StringBuilder(Subject.of(content.items(), Subject.LONGEST_SUBJECT)).append("\n\n");
    lines.stream().limit(MOST_LINES).forEach(line -> message.append(line).append('\n'));
    if (lines.size() > MOST_LINES) {
      message.append("... and ").append(lines.size() - MOST_LINES).append(" more containers\n");
    }
    return message.append('\n').append(Trailers.of(content).text()).toString();
  }

  private static void lines(Item item, List<String> lines) {
    String workload = Markdown.plainName(item.change().ref().toString());
    for (ProposedContainer container : item.change().containers()) {
      StringBuilder line =
          new StringBuilder("- ")
              .append(workload)
              .append(' ')
              .append(container.name().isEmpty() ? "pod" : Markdown.plainName(container.name()));
      String separator = ": ";
      for (ProposedContainer.Change change : container.resources()) {
        line.append(separator).append(change.resource().key()).append(' ');
        line.append(size(change.now())).append(" -> ").append(size(change.proposed()));
        separator = ", ";
      }
      lines.add(line.toString());
    }
  }

  /** {@code 219m/438m}: request and limit. */
  private static String size(Size size) {
    return quantity(size.request()) + "/" + quantity(size.limit());
  }

  private static String quantity(Optional<Amount> amount) {
    return amount.map(Amount::toQuantity).orElse("none");
  }
}

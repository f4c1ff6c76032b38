// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The body of a request: what changes and what that saves, the table, and folded below it why, what
 * stays as it is, and how to reject it.
 *
 * <p>Where it would be too long, the explanations go first, then what is not changed, then rows of
 * the table: each from the end of its list, so that the same content is cut alike every time.
 */
final class BodyText {
  /** Of the notice that something is left out; there are at most three. */
  private static final int NOTICE = 600;

  private final ProposalContent content;
  private final Optional<String> detailsBranch;
  private final Opening opening;
  private final ChangeTable table;
  private final List<String> reasons;
  private final List<String> left;
  private final String closing;

  BodyText(ProposalContent content, Optional<String> detailsBranch) {
    this.content = content;
    this.detailsBranch = detailsBranch;
    this.opening = new Opening(content);
    this.table = new ChangeTable(content.items());
    this.reasons = new Explanations(content).blocks();
    this.left = new LeftOut(content.left()).blocks();
    this.closing = new Closing(content).text();
  }

  /**
   * A body.
   *
   * @param whole whether everything is in it
   */
  record Written(String text, boolean whole) {}

  /** As much as fits into so many characters. */
  Written write(int longest) {
    int room = longest - opening.text().length() - closing.length() - table.head().length();
    room -= 3 * NOTICE;
    int rows = fitting(table.rows(), room);
    room -= length(table.rows(), rows);
    int stay = fitting(left, room);
    room -= length(left, stay);
    int why = fitting(reasons, room);
    return new Written(
        text(rows, why, stay),
        rows == table.rows().size() && why == reasons.size() && stay == left.size());
  }

  /** Without a limit. */
  String everything() {
    return "# "
        + Subject.of(content.items(), Subject.LONGEST_TITLE)
        + "\n\n"
        + text(table.rows().size(), reasons.size(), left.size())
        + "\n";
  }

  /** Without what grows with the number of workloads. */
  String brief() {
    return opening.sentence() + "\n\n" + "The table does" + elsewhere() + "\n\n" + closing;
  }

  private String text(int rows, int why, int stay) {
    List<String> parts = new ArrayList<>();
    parts.add(opening.text());
    if (!table.rows().isEmpty()) {
      parts.add(table.head() + String.join("", table.rows().subList(0, rows)).stripTrailing());
      more(table.rows().size() - rows, "row", "rows").ifPresent(parts::add);
    }
    fold("Why, and in which file", reasons, why).ifPresent(parts::add);
    fold(LeftOut.title(content.left()), left, stay).ifPresent(parts::add);
    parts.add(closing);
    return String.join("\n\n", parts);
  }

  private Optional<String> fold(String title, List<String> blocks, int kept) {
    if (blocks.isEmpty()) {
      return Optional.empty();
    }
    String inside = String.join("", blocks.subList(0, kept)).strip();
    String rest = more(blocks.size() - kept, "entry", "entries").orElse("");
    return Optional.of(
        "<details>\n<summary>"
            + title
            + "</summary>\n\n"
            + String.join("\n\n", List.of(inside, rest)).strip()
            + "\n\n</details>");
  }

  private Optional<String> more(int count, String one, String several) {
    return count == 0
        ? Optional.empty()
        : Optional.of(
            count + " more " + (count == 1 ? one + " does" : several + " do") + elsewhere());
  }

  private String elsewhere() {
    return " not fit here: see "
        + detailsBranch
            .map(
                branch ->
                    "the file "
                        + Markdown.code(RequestText.Details.FILE)
                        + " on the branch "
                        + Markdown.code(branch)
                        + ", which is never merged.")
            .orElse(
                "all of it with "
                    + Markdown.code(
                        "rightsize propose "
                            + Markdown.plainName(content.policy().name())
                            + " -n "
                            + Markdown.plainName(content.policy().namespace())
                            + " --dry-run")
                    + ".");
  }

  private static int fitting(List<String> blocks, int room) {
    int used = 0;
    for (int i = 0; i < blocks.size(); i++) {
      used += blocks.get(i).length();
      if (used > room) {
        return i;
      }
    }
    return blocks.size();
  }

  private static int length(List<String> blocks, int count) {
    return blocks.subList(0, count).stream().mapToInt(String::length).sum();
  }
}

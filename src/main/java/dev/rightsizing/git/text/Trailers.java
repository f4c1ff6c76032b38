// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import dev.rightsizing.model.PolicyRef;
import java.util.Optional;

/**
 * The last lines of our commit messages, which say for which policy and group a commit was made. A
 * commit without them is a person's. They are no proof: anyone who may push can write them.
 *
 * @param group as of {@link ProposalContent#group()}
 */
public record Trailers(PolicyRef policy, String group) {
  private static final String POLICY = "Rightsizing-Policy: ";
  private static final String GROUP = "Rightsizing-Group: ";

  public static Trailers of(ProposalContent content) {
    return new Trailers(content.policy(), content.group());
  }

  /** As they stand in a message: one a line, each with a line feed. */
  public String text() {
    String policyLine = POLICY + part(policy.namespace()) + "/" + part(policy.name()) + "\n";
    return group.isEmpty() ? policyLine : policyLine + GROUP + Markdown.plainName(group) + "\n";
  }

  /**
   * Those of a message. Only its last paragraph counts, where Git looks for trailers too, so that a
   * message that quotes ours is not ours.
   */
  public static Optional<Trailers> parse(String message) {
    String[] paragraphs = message.strip().split("\\R\\s*\\R");
    String last = paragraphs.length == 1 ? "" : paragraphs[paragraphs.length - 1];
    return value(last, POLICY)
        .map(name -> name.split("/", -1))
        .filter(names -> names.length == 2 && !names[0].isEmpty() && !names[1].isEmpty())
        .map(names -> new PolicyRef(names[0], names[1]))
        .map(found -> new Trailers(found, value(last, GROUP).orElse("")));
  }

  private static Optional<String> value(String paragraph, String key) {
    return paragraph
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).strip())
        .findFirst();
  }

  private static String part(String name) {
    return Markdown.plainName(name).replace('/', '_');
  }

  /** Whether a message is of a commit that was made for the same policy and group. */
  public boolean mark(String message) {
    return parse(message).filter(found -> found.text().equals(text())).isPresent();
  }
}

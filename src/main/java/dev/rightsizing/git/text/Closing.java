// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.WorkloadRef;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** The last lines: how to reject, and what happens to the request meanwhile. */
final class Closing {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

  private final ProposalContent content;

  Closing(ProposalContent content) {
    this.content = content;
  }

  String text() {
    return "<details>\n<summary>How to reject, and how this is updated</summary>\n\n"
        + reject()
        + updates()
        + "\n</details>\n\n"
        + origin();
  }

  private String reject() {
    return example()
            .map(
                ref ->
                    "- Reject one workload: "
                        + Markdown.code(
                            "rightsize reject "
                                + ref.kind().lowerCase()
                                + "/"
                                + ref.name()
                                + " -n "
                                + ref.namespace())
                        + "\n")
            .orElse("")
        + (content.rejectLabel().isBlank()
            ? ""
            : "- Reject all of them: add the label " + Markdown.code(content.rejectLabel()) + "\n")
        + "- Not now: close this request; it is not opened again before a need has changed\n"
        + "- Comments are not read\n";
  }

  private static String updates() {
    return "- While this is open, new sizes go into the same request. Commits of others on its"
        + " branch are kept: new ones come on top, and nothing is force-pushed over them\n"
        + "- Only this part of the text is rewritten; what you write above or below it"
        + " stays, and so does a title that you change\n";
  }

  private String origin() {
    if (content.policy().equals(PolicyRef.NONE)) {
      return "Evaluated on the command line, without a policy";
    }
    return "From the policy "
        + Markdown.code(content.policy().toString())
        + content
            .page()
            .map(page -> " · [all figures](<" + address(page) + "/recommendations>)")
            .orElse("");
  }

  /** The first workload whose name a shell takes as it is. */
  private Optional<WorkloadRef> example() {
    return content.items().stream()
        .map(item -> item.change().ref())
        .filter(ref -> isName(ref.name()) && isName(ref.namespace()))
        .findFirst();
  }

  /**
   * Whether a text is what Kubernetes takes as a name, so that it can stand in a command or URL.
   */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Without a slash at its end, and without what would end a Markdown link. */
  static String address(URI page) {
    return page.toASCIIString().replaceAll("/+$", "").replaceAll("[<>\\s]", "");
  }
}

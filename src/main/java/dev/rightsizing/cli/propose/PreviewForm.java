// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.propose;

import dev.rightsizing.git.proposal.ProposalPreview.Preview;
import dev.rightsizing.git.repository.UnifiedDiff;
import dev.rightsizing.git.text.RequestText;
import java.io.PrintWriter;
import java.util.List;

/** How a preview is printed. */
enum PreviewForm {
  /** The diff, and below it what the request would say. */
  ALL,
  /** As {@code git apply} takes it. */
  DIFF,
  /** Title and body of the request, in Markdown. */
  BODY;

  boolean hasBody() {
    return this != DIFF;
  }

  void print(List<Preview> previews, PrintWriter out) {
    for (Preview preview : previews) {
      if (preview.after().isEmpty()) {
        continue;
      }
      if (this != BODY) {
        preview
            .after()
            .forEach(
                (path, after) ->
                    out.print(UnifiedDiff.of(path, preview.before().get(path), after)));
      }
      if (this == ALL) {
        out.println();
      }
      if (hasBody()) {
        RequestText text = preview.text();
        out.println("# " + text.title());
        out.println();
        out.println(text.body());
      }
    }
    out.flush();
  }
}

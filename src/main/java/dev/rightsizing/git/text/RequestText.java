// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import java.util.Optional;

/**
 * What a reviewer reads of a request. The same content gives the same text.
 *
 * @param title one line of at most 200 characters, without markup
 * @param body Markdown of under 60,000 characters, between markers (see {@link RequestBody})
 * @param brief the same without table and lists, of under 4,000 characters, for a request in which
 *     people wrote so much that the body does not fit
 * @param commitMessage a subject of at most 72 characters, a list, and {@link Trailers}
 * @param details the whole text, where the body leaves something out and a branch was named
 */
public record RequestText(
    String title, String body, String brief, String commitMessage, Optional<Details> details) {

  /** Longest body, in characters; GitHub takes 65,536 with what people add. */
  public static final int LONGEST_BODY = 60_000;

  /**
   * The text of a request.
   *
   * <p>What a body of that length cannot hold goes into one file on a branch of its own, so that no
   * merge brings that file into the base: a commit on top of the request's, or of its base, that is
   * pushed as {@code detailsBranch} and deleted together with the request's branch.
   *
   * @param detailsBranch where {@link #details()} will be pushed; empty: nowhere, and the body then
   *     says how to print the rest
   */
  public static RequestText of(ProposalContent content, Optional<String> detailsBranch) {
    BodyText body = new BodyText(content, detailsBranch);
    String title = Subject.of(content.items(), Subject.LONGEST_TITLE);
    BodyText.Written written = body.write(LONGEST_BODY - RequestBody.MARKERS);
    return new RequestText(
        title,
        RequestBody.marked(title, written.text()),
        RequestBody.marked(title, body.brief()),
        CommitText.of(content),
        detailsBranch
            .filter(branch -> !written.whole())
            .map(branch -> new Details(branch, Details.FILE, body.everything())));
  }

  /**
   * A file with all that the request is about.
   *
   * @param branch that holds it
   * @param file path in the repository
   * @param content Markdown of any length
   */
  public record Details(String branch, String file, String content) {
    static final String FILE = "rightsizing-details.md";
  }
}

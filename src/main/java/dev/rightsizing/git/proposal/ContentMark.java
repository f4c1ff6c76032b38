// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.text.RequestText;

/**
 * A mark within our part of a request's body that says what it was written for. By it a pass knows
 * that the request says all of this already, apart from figures that change with each evaluation,
 * also after a restart; so no request is written, and no API server asked, for those.
 */
final class ContentMark {
  private static final int DIGITS = 16;
  private static final String LAST = "<!-- rightsizing:end -->";

  private ContentMark() {}

  static RequestText in(RequestText text, String print) {
    return new RequestText(
        text.title(),
        marked(text.body(), print),
        marked(text.brief(), print),
        text.commitMessage(),
        text.details());
  }

  static boolean isIn(String body, String print) {
    return body != null && body.contains(mark(print));
  }

  private static String marked(String body, String print) {
    int end = body.lastIndexOf(LAST);
    return end < 0 ? body : body.substring(0, end) + mark(print) + "\n" + body.substring(end);
  }

  private static String mark(String print) {
    return "<!-- rightsizing:content " + print.substring(0, DIGITS) + " -->";
  }
}

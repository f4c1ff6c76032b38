// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

/**
 * A mark in the body of a request that we are about to close ourselves, written before it is
 * closed. Without it, an operator that is killed between closing and remembering would take the
 * request for one that a person closed.
 */
final class OwnClosing {
  private static final String MARK = "<!-- rightsizing:withdrawn -->";

  private OwnClosing() {}

  static boolean marks(String body) {
    return body != null && body.contains(MARK);
  }

  static String mark(String body) {
    return strip(body) + "\n" + MARK;
  }

  /** The body as it was, for a request that is wanted again. */
  static String strip(String body) {
    return body == null ? "" : body.replace("\n" + MARK, "").replace(MARK, "");
  }
}

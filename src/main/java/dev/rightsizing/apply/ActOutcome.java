// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Reason;

/** What came of a write to the cluster. */
public sealed interface ActOutcome {

  /**
   * It is so now.
   *
   * @param wrote whether anything had to be written
   */
  record Done(boolean wrote) implements ActOutcome {}

  /** The object is not there any more. */
  record Gone() implements ActOutcome {}

  /**
   * Another field manager owns what was to be written.
   *
   * @param owner its name
   * @param message one sentence that says what to do
   */
  record Owned(String owner, String message) implements ActOutcome {}

  /**
   * It will not be taken as it is: 403 by a quota or a missing right, 422, a webhook.
   *
   * @param message the API server's own words, shortened
   */
  record Refused(Reason reason, String message) implements ActOutcome {}

  /** It may succeed when it is tried again: a conflict, no answer, a server error. */
  record Retry(Reason reason, String message) implements ActOutcome {}
}

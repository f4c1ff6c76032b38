// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.request.Requests.Request;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One thing to do on a server. */
sealed interface Step {

  /**
   * Makes a commit and moves the branch to it.
   *
   * @param parent of the commit
   * @param expected commit that the branch must have; empty: it must not exist
   * @param anew whether the branch is made anew, so that the commit need not descend from expected
   */
  record Push(
      String parent, SortedMap<String, byte[]> files, Optional<String> expected, boolean anew)
      implements Step {
    public Push {
      files = new TreeMap<>(files);
    }
  }

  /** Opens the request, or brings the open one to what it shall say. */
  record Publish(Optional<Request> open) implements Step {}

  /**
   * Closes the request.
   *
   * @param own whether it is our doing and not a person's wish
   */
  record Close(Request request, String comment, boolean own) implements Step {}

  /** Deletes the branch while it is at a commit. */
  record Delete(String expected) implements Step {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request;

import dev.rightsizing.git.GitException;
import java.util.List;
import java.util.Optional;

/** The requests of one repository on a code host. Safe for use by several threads. */
public interface Requests {

  /**
   * The newest request whose head is this branch of the same repository: an open one where there is
   * one, else the last that was merged or closed.
   */
  Optional<Request> find(String branch) throws GitException;

  /** A request by its number, as the host has it now; empty when it is gone. */
  Optional<Request> get(long number) throws GitException;

  /**
   * Opens a request, with its labels and reviewers as far as the host takes them; what it does not
   * take is in {@link Request#remarks()}. When one is open for the branch already, that one is
   * updated.
   */
  Request open(String branch, String base, Draft draft) throws GitException;

  /** Changes title and body of an open request where they differ. */
  Request update(Request request, Draft draft) throws GitException;

  /** Closes a request, with a comment that says why. */
  void close(Request request, String comment) throws GitException;

  /** Adds a comment. */
  void comment(Request request, String text) throws GitException;

  /**
   * What a request shall say.
   *
   * @param body Markdown, under 60,000 characters
   */
  record Draft(
      String title, String body, List<String> labels, List<String> reviewers, boolean draft) {
    public Draft {
      labels = List.copyOf(labels);
      reviewers = List.copyOf(reviewers);
    }
  }

  /**
   * A request as the host has it.
   *
   * @param url for people
   * @param head commit of its branch when it was last pushed
   * @param labels that it has now
   * @param remarks what the host did not take, such as a reviewer; empty otherwise
   */
  record Request(
      long number,
      String url,
      State state,
      String branch,
      String base,
      String head,
      String title,
      String body,
      List<String> labels,
      List<String> remarks) {
    public Request {
      labels = List.copyOf(labels);
      remarks = List.copyOf(remarks);
    }
  }

  /** Where a request is in its life. */
  enum State {
    OPEN,
    MERGED,
    CLOSED
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.host;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.request.Requests.Draft;
import dev.rightsizing.git.request.Requests.Request;
import java.util.List;
import java.util.Optional;

/** The calls of one host, each as it is. A path names a repository: {@code shop/deploy}. */
public interface HostApi {

  /** Where a repository is now, which may have been renamed. */
  Location locate(String path) throws GitException;

  /**
   * A repository as the host has it.
   *
   * @param url for people
   */
  record Location(String path, String url) {}

  /** Requests from a branch of the repository itself; the newest first. */
  List<Request> from(String path, String branch) throws GitException;

  /** A request by its number. */
  Optional<Hosted> get(String path, long number) throws GitException;

  /**
   * A request, whose title is without the prefix that marks it as a draft.
   *
   * @param prefix that its title has on the host; empty on most
   */
  record Hosted(Request request, String prefix) {}

  /** Opens a request without labels and reviewers. */
  Request create(String path, String branch, String base, Draft draft) throws GitException;

  /** Sets what is to be changed of a request: title with its prefix, and body. */
  void edit(String path, long number, Optional<String> title, Optional<String> body)
      throws GitException;

  void close(String path, long number) throws GitException;

  void comment(String path, long number, String text) throws GitException;

  /** Whether a recent comment of a request has this text. */
  boolean hasComment(String path, long number, String text) throws GitException;

  boolean hasBranch(String path, String branch) throws GitException;

  /**
   * Adds labels.
   *
   * @return what the host did not take, a sentence each
   */
  List<String> label(String path, long number, List<String> labels) throws GitException;

  /**
   * Asks for reviews.
   *
   * @return what the host did not take, a sentence each
   */
  List<String> review(String path, long number, List<String> reviewers) throws GitException;
}

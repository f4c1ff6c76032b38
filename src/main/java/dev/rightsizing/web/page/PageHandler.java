// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.Identity;
import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.Reply;

/** Answers requests of people who are signed in. Runs on a thread that may block. */
@FunctionalInterface
public interface PageHandler {

  /**
   * The answer.
   *
   * @throws AccessException when the API server does not say what the person may do
   * @throws PageException when there is nothing to show, with what the person should read
   */
  Reply handle(PageRequest request, Identity person) throws AccessException, PageException;
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.signin;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.Identity;
import dev.rightsizing.web.PageRequest;

/** Finds out who sent a request. May block. */
@FunctionalInterface
public interface SignIn {

  /**
   * Who sent it.
   *
   * @throws AccessException when the API server does not say
   */
  Result check(PageRequest request) throws AccessException;

  /** What came of it. */
  sealed interface Result {

    /** A person that the API server or a trusted proxy knows. */
    record Known(Identity person) implements Result {}

    /**
     * Nobody yet: the form for signing in is next.
     *
     * @param message why, for the person; empty when nothing was tried
     */
    record Unknown(String message) implements Result {}

    /**
     * Not to be answered, and signing in would not help.
     *
     * @param message why, and what to do
     */
    record Refused(String message) implements Result {}
  }
}

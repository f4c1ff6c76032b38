// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.access;

/** The cluster did not answer who somebody is or what that person may do. */
public final class AccessException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what happened and what to do, without a token in it
   */
  public AccessException(String message, Throwable cause) {
    super(message, cause);
  }
}

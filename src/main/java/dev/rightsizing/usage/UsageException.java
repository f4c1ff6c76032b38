// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.Reason;

/** Usage could not be read; the reason decides what happens next, the message is for people. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /**
   * @param message what happened, to what, and what to do; never a secret or a query's result
   */
  public UsageException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public UsageException(Reason reason, String message) {
    this(reason, message, null);
  }

  public Reason reason() {
    return reason;
  }
}

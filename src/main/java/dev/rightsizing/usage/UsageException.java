// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.Reason;

/** Usage could not be read; the reason decides what happens next, the message is for people. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String quoted;

  /**
   * @param message what happened, to what, and what to do; never a secret or a query's result
   */
  public UsageException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.quoted = "";
  }

  /**
   * With the source's own words at its end.
   *
   * @param quoted what the source says; may be empty
   */
  public UsageException(Reason reason, String message, String quoted) {
    super(quoted.isEmpty() ? message : message + ": " + quoted);
    this.reason = reason;
    this.quoted = quoted;
  }

  public UsageException(Reason reason, String message) {
    this(reason, message, "");
  }

  public Reason reason() {
    return reason;
  }

  /** The message without the source's own words. */
  public String ownWords() {
    String message = getMessage();
    return message.substring(0, message.length() - quoted.length());
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.model.Reason;

/** A policy cannot be evaluated as it is, so a retry is pointless until it changes. */
public final class TerminalException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public TerminalException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

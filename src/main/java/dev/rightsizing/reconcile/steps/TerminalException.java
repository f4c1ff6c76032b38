// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import dev.rightsizing.model.Reason;

/** A policy is not evaluated, and trying again without a change to it would not help. */
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

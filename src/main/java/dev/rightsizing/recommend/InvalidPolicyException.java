// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.model.Reason;

/** A policy that the schema let through asks for what cannot be done. */
public final class InvalidPolicyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public InvalidPolicyException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload;

import dev.rightsizing.model.Reason;

/** The cluster could not be read; the reason decides what happens next. */
public final class WorkloadException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public WorkloadException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import dev.rightsizing.git.GitException;

/** The cause of a fault that a host stated by a status. */
public final class RefusedStatus extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedStatus(int status) {
    super("HTTP status " + status, null, false, false);
    this.status = status;
  }

  /** Whether the host has understood a call and not done it, so that sending it again is vain. */
  public static boolean isCertain(GitException fault) {
    return fault.getCause() instanceof RefusedStatus refused && refused.status < 500;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git;

import dev.rightsizing.model.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * Git or a code host cannot do what was asked. The message says what happened, to what, and what to
 * do; it holds no secret and no URL with credentials.
 */
public final class GitException extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final transient Duration retryAfter;

  public GitException(Reason reason, String message) {
    this(reason, message, null, null);
  }

  public GitException(Reason reason, String message, Throwable cause) {
    this(reason, message, cause, null);
  }

  /**
   * @param retryAfter how long the other side wants not to be asked again; may be null
   */
  public GitException(Reason reason, String message, Throwable cause, Duration retryAfter) {
    super(message, cause);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public Reason reason() {
    return reason;
  }

  /** How long the other side wants not to be asked again. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}

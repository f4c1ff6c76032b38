// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.Reason;
import java.util.Optional;

/** A container's sizes cannot be placed; the message says why and what to do. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final String file;

  RefusedException(Reason reason, String message) {
    this(reason, "", message);
  }

  /**
   * @param file that it is about; empty: none
   */
  RefusedException(Reason reason, String file, String message) {
    super(message);
    this.reason = reason;
    this.file = file;
  }

  Reason reason() {
    return reason;
  }

  Optional<String> file() {
    return file.isEmpty() ? Optional.empty() : Optional.of(file);
  }
}

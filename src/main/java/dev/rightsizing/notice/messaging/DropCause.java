// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.messaging;

import java.util.Locale;

/** Why a message did not reach its reader. */
public enum DropCause {
  /** The channel did not take it. */
  CHANNEL,
  /** The buffer was full, and it was the oldest that waited. */
  FULL,
  /** The broker will never take it, such as one that is too large. */
  REFUSED,
  /** The operator ended before the broker took it. */
  SHUTDOWN;

  /** As the metric's label shows it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

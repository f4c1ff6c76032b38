// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.messaging;

import java.util.Set;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Distinguishes a message that the broker will never accept from a broker that accepts none now. A
 * missing topic or permission is of the second kind: it can be fixed.
 */
final class PermanentFailure {
  private static final Set<Class<?>> FOR_GOOD =
      Set.of(
          RecordTooLargeException.class,
          RecordBatchTooLargeException.class,
          SerializationException.class,
          InvalidRecordException.class);

  private PermanentFailure() {}

  /** Whether sending it again is in vain. */
  static boolean isForGood(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Throwable one = cause;
      if (FOR_GOOD.stream().anyMatch(type -> type.isInstance(one))) {
        return true;
      }
    }
    return false;
  }

  /** What to say of it: the innermost cause, without a trace. */
  static String text(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName()
        + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
  }
}

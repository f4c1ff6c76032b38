// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

/** One Recommendation could not be written, for a reason of its own; the others can. */
final class NotWrittenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotWrittenException(String message) {
    super(message);
  }
}

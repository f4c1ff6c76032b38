// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

/**
 * A size was about to be written that is in no record. It is a bug of this program: nothing was
 * written.
 */
public final class UnrecordedSizeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnrecordedSizeException(String message) {
    super(message);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

/** A sink will not take more of an answer, because it would not fit into memory. */
public final class AnswerTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what there is more of than how many
   */
  public AnswerTooLargeException(String message) {
    super(message);
  }
}

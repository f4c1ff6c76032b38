// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate.whatif;

/** A rule that a policy could not have either. The message names the field and what it may be. */
public final class InvalidRuleException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidRuleException(String message) {
    super(message);
  }
}

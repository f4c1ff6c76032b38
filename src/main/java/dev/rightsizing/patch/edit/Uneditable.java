// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

/** A place is written in a way that is not edited; the message says why and what to do. */
final class Uneditable extends Exception {
  private static final long serialVersionUID = 1;

  Uneditable(String message) {
    super(message, null, false, false);
  }
}

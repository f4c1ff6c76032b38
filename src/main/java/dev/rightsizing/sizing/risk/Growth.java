// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.Amount;

/**
 * A pod whose memory grows.
 *
 * @param left minutes until it reaches its limit
 * @param shown the same, rounded for display
 * @param leak whether it is worth a warning before memory is near the limit
 * @param limit in force for it, in bytes
 */
record Growth(String pod, double left, double shown, boolean leak, Amount limit) {

  String text() {
    return "about "
        + Math.round(shown)
        + (shown == 1 ? " minute" : " minutes")
        + " at the current growth";
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Size;
import java.util.Optional;

/** Sizes in messages: {@code request 700m, limit 1400m}. */
final class Sizes {
  private Sizes() {}

  static String text(Size size) {
    return "request " + text(size.request()) + ", limit " + text(size.limit());
  }

  static String text(Optional<Amount> amount) {
    return amount.map(Amount::toQuantity).orElse("none");
  }
}

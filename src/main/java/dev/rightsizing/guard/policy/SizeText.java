// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Size;
import java.util.Optional;

/** Sizes in messages: request and limit, as in {@code 700m/1400m}, and - for none. */
final class SizeText {
  private SizeText() {}

  static String of(Size size) {
    return of(size.request()) + "/" + of(size.limit());
  }

  private static String of(Optional<Amount> amount) {
    return amount.map(Amount::toQuantity).orElse("-");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.SizeStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Steps in messages: {@code app cpu 700m/1400m to 500m/1}; request and limit, - for none. */
final class StepsText {
  private static final int MOST = 6;

  private StepsText() {}

  static String of(List<SizeStep> steps) {
    String first = steps.stream().limit(MOST).map(StepsText::of).collect(Collectors.joining(", "));
    return steps.size() > MOST ? first + " and " + (steps.size() - MOST) + " more" : first;
  }

  private static String of(SizeStep step) {
    return step.container()
        + " "
        + step.resource().key()
        + " "
        + of(step.from())
        + " to "
        + of(step.to());
  }

  private static String of(Size size) {
    return of(size.request()) + "/" + of(size.limit());
  }

  private static String of(Optional<Amount> amount) {
    return amount.map(Amount::toQuantity).orElse("-");
  }
}

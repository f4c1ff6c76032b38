// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.data;

import dev.rightsizing.api.v1alpha1.recommendation.Savings;
import dev.rightsizing.model.PlainText;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Money saved per month of 730 hours; negative when the workload grows.
 *
 * @param currency ISO 4217 code; empty when there is no amount
 * @param percent of what the requests cost now
 */
public record Saving(Optional<BigDecimal> monthly, String currency, Optional<Integer> percent) {
  private static final int LONGEST_CURRENCY = 12;

  static Saving of(Savings savings) {
    if (savings == null) {
      return new Saving(Optional.empty(), "", Optional.empty());
    }
    return new Saving(
        Lenient.money(savings.getMonthly()),
        PlainText.line(savings.getCurrency(), LONGEST_CURRENCY).intern(),
        Optional.ofNullable(savings.getPercent()));
  }

  /** The amount; zero when it is unknown. */
  public BigDecimal orZero() {
    return monthly.orElse(BigDecimal.ZERO);
  }

  /** The amount with its currency, such as {@code 18.02 USD}; a dash when it is unknown. */
  public String text() {
    return monthly.map(this::text).orElse("\u2013");
  }

  /** The amount without its sign, to go with {@link #direction()}. */
  public String size() {
    return monthly.map(BigDecimal::abs).map(this::text).orElse("\u2013");
  }

  /** What the amount is, such as {@code saved a month}. */
  public String direction() {
    return orZero().signum() < 0 ? "more a month" : "saved a month";
  }

  private String text(BigDecimal amount) {
    return Money.text(amount) + " " + currency;
  }
}

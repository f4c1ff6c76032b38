// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.web.data.Money;
import dev.rightsizing.web.data.RecommendationRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums of savings: currencies never meet in one sum. */
final class Totals {
  private Totals() {}

  /**
   * A sum.
   *
   * @param amount saved per month of 730 hours
   */
  public record Total(String currency, BigDecimal amount) {

    /** Such as {@code 1,412.80 USD}. */
    public String text() {
      return Money.text(amount) + " " + currency;
    }
  }

  /** One sum a currency, by its code. */
  static List<Total> of(List<RecommendationRow> rows) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (RecommendationRow row : rows) {
      row.saving()
          .monthly()
          .ifPresent(amount -> sums.merge(row.saving().currency(), amount, BigDecimal::add));
    }
    return sums.entrySet().stream().map(sum -> new Total(sum.getKey(), sum.getValue())).toList();
  }
}

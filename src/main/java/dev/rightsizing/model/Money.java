// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of money in one currency, to the cent, so that sums of what is shown are what is shown.
 */
public record Money(BigDecimal value, String currency) implements Comparable<Money> {

  public Money {
    value = value.setScale(2, RoundingMode.HALF_EVEN);
  }

  public static Money of(double value, String currency) {
    return new Money(BigDecimal.valueOf(value), currency);
  }

  public static Money zero(String currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  public Money plus(Money other) {
    return new Money(value.add(same(other).value), currency);
  }

  public Money minus(Money other) {
    return new Money(value.subtract(same(other).value), currency);
  }

  private Money same(Money other) {
    if (!other.currency.equals(currency)) {
      throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
    }
    return other;
  }

  /** Two decimals, no currency: {@code 18.02}. */
  public String amount() {
    return value.toPlainString();
  }

  @Override
  public int compareTo(Money other) {
    return value.compareTo(same(other).value);
  }

  @Override
  public String toString() {
    return amount() + " " + currency;
  }
}

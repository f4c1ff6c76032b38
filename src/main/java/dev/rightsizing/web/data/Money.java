// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Amounts of money as people read them. */
public final class Money {
  private static final int CENTS = 2;

  private Money() {}

  /** With two decimals and thousands apart, such as {@code 12,408.10}. */
  public static String text(BigDecimal amount) {
    DecimalFormat format =
        new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return format.format(amount.setScale(CENTS, RoundingMode.HALF_UP));
  }
}

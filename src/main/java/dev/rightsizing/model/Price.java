// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/**
 * What resources cost.
 *
 * @param cpuCoreHour for one core for one hour
 * @param memoryGiBHour for one GiB for one hour
 * @param currency ISO 4217 code
 * @param source where the price comes from
 */
public record Price(double cpuCoreHour, double memoryGiBHour, String currency, PriceSource source) {

  /** Hours that the field bills as a month (OpenCost, cloud price lists). */
  public static final double HOURS_PER_MONTH = 730;

  private static final double GIB = 1024.0 * 1024.0 * 1024.0;

  /** OpenCost's fallback list price in USD (its configs/default.json). */
  public static final Price DEFAULT = new Price(0.031611, 0.004237, "USD", PriceSource.DEFAULT);

  /** The price of an amount for a month; not rounded. */
  public double perMonth(Amount amount) {
    return switch (amount.resource()) {
      case CPU -> amount.value() * cpuCoreHour * HOURS_PER_MONTH;
      case MEMORY -> amount.value() / GIB * memoryGiBHour * HOURS_PER_MONTH;
    };
  }
}

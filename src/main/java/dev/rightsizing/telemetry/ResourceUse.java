// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

/**
 * How much of one resource a namespace may use and uses, both over the same containers.
 *
 * @param limit cores or bytes, over 0
 * @param usage cores or bytes
 */
public record ResourceUse(double limit, double usage) {
  private static final double WARNING = 80;
  private static final double CRITICAL = 90;
  private static final double EMERGENCY = 95;

  public ResourceUse {
    if (!(limit > 0 && usage >= 0 && Double.isFinite(limit) && Double.isFinite(usage))) {
      throw new IllegalArgumentException("no such use: " + usage + " of " + limit);
    }
  }

  /** Usage as a percentage of the limit. */
  double percent() {
    return 100 * usage / limit;
  }

  /** 0 none, 1 warning from 80 %, 2 critical from 90 %, 3 emergency from 95 %. */
  int alertLevel() {
    double percent = percent();
    if (percent >= EMERGENCY) {
      return 3;
    }
    if (percent >= CRITICAL) {
      return 2;
    }
    return percent >= WARNING ? 1 : 0;
  }

  /** Both together. */
  public ResourceUse plus(ResourceUse other) {
    return new ResourceUse(limit + other.limit, usage + other.usage);
  }
}

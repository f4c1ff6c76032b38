// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.data;

import dev.rightsizing.api.v1alpha1.policy.QuotaLine;
import dev.rightsizing.model.PlainText;
import java.time.Duration;
import java.util.Optional;

/**
 * One line of a ResourceQuota.
 *
 * @param quota name of the ResourceQuota
 * @param resource such as {@code requests.cpu}
 * @param hard the most that it allows
 * @param used now
 * @param projected with all Recommendations applied
 * @param worstCase also with every autoscaler at its maximum and the largest roll-out in flight
 * @param exhaustedIn until it is used up at its present growth; empty when it does not grow
 */
public record QuotaBar(
    String namespace,
    String quota,
    String resource,
    String hard,
    Part used,
    Part projected,
    Part worstCase,
    String exhaustedIn) {
  private static final int LONGEST = 253;

  /**
   * A quantity and its share of the quota.
   *
   * @param amount empty when it is unknown
   */
  public record Part(String amount, Optional<Integer> percent) {

    /** The share, at most 100, for the width of a bar. */
    public int width() {
      return Math.max(0, Math.min(100, percent.orElse(0)));
    }
  }

  static QuotaBar of(QuotaLine line) {
    return new QuotaBar(
        text(line.getNamespace()),
        text(line.getName()),
        text(line.getResource()),
        text(line.getHard()),
        part(line.getUsed(), line.getUsedPercent()),
        part(line.getProjected(), line.getProjectedPercent()),
        part(line.getWorstCase(), line.getWorstCasePercent()),
        text(line.getTimeToExhaustion()));
  }

  /** The same as a duration. */
  public Optional<Duration> exhausted() {
    return Lenient.duration(exhaustedIn.isEmpty() ? null : exhaustedIn);
  }

  private static Part part(String amount, Integer percent) {
    return new Part(text(amount), Optional.ofNullable(percent));
  }

  private static String text(String text) {
    return PlainText.line(text, LONGEST);
  }
}

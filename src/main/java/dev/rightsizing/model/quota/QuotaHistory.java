// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a quota line used on the last days: for each day (UTC) the maximum of up to four samples, so
 * that neither night and day nor one long roll-out makes a trend, and that it is seldom written.
 *
 * @param sampled start of the six-hour slot that was sampled last
 * @param peaks one a day, the last of the day of {@code sampled}; never empty
 */
public record QuotaHistory(Instant sampled, List<QuotaAmount> peaks) {

  /** Four samples a day cover the working hours of every time zone. */
  private static final Duration SLOT = Duration.ofHours(6);

  /** Four weeks, so that weekends are no trend. */
  private static final int MOST_DAYS = 28;

  /** A longer gap restarts the history; a shorter one is filled with the previous value. */
  private static final int LONGEST_GAP_DAYS = 7;

  public QuotaHistory {
    peaks = List.copyOf(peaks);
    if (peaks.isEmpty()) {
      throw new IllegalArgumentException("a history needs at least one day");
    }
  }

  /** A history with its first sample. */
  public static QuotaHistory begin(QuotaAmount used, Instant now) {
    return new QuotaHistory(Instant.ofEpochSecond(slot(now) * SLOT.toSeconds()), List.of(used));
  }

  /** The history with one more sample; unchanged within a slot. */
  public QuotaHistory with(QuotaAmount used, Instant now) {
    long slots = slot(now) - slot(sampled);
    // One slot back is the skew of two machines' clocks, more is a clock that was wrong.
    if (slots == 0 || slots == -1) {
      return this;
    }
    long days = day(now) - day(sampled);
    if (slots < 0 || days > LONGEST_GAP_DAYS) {
      return begin(used, now);
    }
    List<QuotaAmount> all = new ArrayList<>(peaks);
    QuotaAmount last = all.get(all.size() - 1);
    if (days == 0) {
      all.set(all.size() - 1, used.value() > last.value() ? used : last);
    } else {
      for (long unseen = 1; unseen < days; unseen++) {
        all.add(last);
      }
      all.add(used);
    }
    return new QuotaHistory(
        begin(used, now).sampled(), all.subList(Math.max(0, all.size() - MOST_DAYS), all.size()));
  }

  private static long slot(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SLOT.toSeconds());
  }

  private static long day(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), Duration.ofDays(1).toSeconds());
  }
}

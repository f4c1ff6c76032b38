// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import dev.rightsizing.model.quota.QuotaAmount;
import dev.rightsizing.model.quota.QuotaHistory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When a quota line is used up, if it goes on growing as it did: (hard - level) / slope.
 *
 * <p>The slope is the median of the slopes between all pairs of days (Theil–Sen), which a third of
 * days out of line do not move; the level is that line's value for today, or what is used now if
 * that is more. It is reported only for growth that is significant (Mann–Kendall with the
 * correction for ties, one-sided): at 1 % as the days are, and at 5 % without their two largest
 * rises, which may be two deployments, and with a single day out of line put in line. Of series
 * without a trend that lets by fewer than one in a hundred. Worked: 10, 11, 12 … 17 of 20 used on
 * eight days: slope 1 a day, 3 days.
 */
public final class QuotaTrend {
  /** On fewer days that test could not tell a trend whose two largest rises are left out. */
  private static final int LEAST_DAYS = 6;

  private static final int SINGLE_RISES = 2;

  /** The normal distribution's 99th and 95th percentile. */
  private static final double AT_ONE_PERCENT = 2.326;

  private static final double AT_FIVE_PERCENT = 1.645;

  /** A quarter; beyond it a straight line of four weeks says nothing. */
  private static final double LONGEST_DAYS = 90;

  /**
   * How long until the line is used up, rounded down to whole days, under two days to whole hours;
   * empty where it does not clearly grow or lasts longer than a quarter.
   *
   * @param used now
   */
  public Optional<Duration> timeToExhaustion(
      QuotaHistory history, QuotaAmount used, QuotaAmount hard) {
    double[] peaks = history.peaks().stream().mapToDouble(QuotaAmount::value).toArray();
    if (peaks.length < LEAST_DAYS || hard.value() <= 0 || !isSignificant(peaks)) {
      return Optional.empty();
    }
    double slope = slope(peaks);
    if (slope <= 0) {
      return Optional.empty();
    }
    double[] starts =
        IntStream.range(0, peaks.length).mapToDouble(day -> peaks[day] - slope * day).toArray();
    double level = Math.max(median(starts) + slope * (peaks.length - 1), used.value());
    double days = Math.max(0, hard.value() - level) / slope;
    return days > LONGEST_DAYS ? Optional.empty() : Optional.of(rounded(days));
  }

  private static boolean isSignificant(double[] peaks) {
    return rises(peaks, AT_ONE_PERCENT)
        && rises(withoutLargestRises(smoothed(peaks)), AT_FIVE_PERCENT);
  }

  private static Duration rounded(double days) {
    return days >= 2 ? Duration.ofDays((long) days) : Duration.ofHours((long) (days * 24));
  }

  /** Of each day and its neighbours the middle value: steps stay, a single day out of line goes. */
  private static double[] smoothed(double[] peaks) {
    double[] smooth = peaks.clone();
    for (int day = 1; day < peaks.length - 1; day++) {
      smooth[day] = median(new double[] {peaks[day - 1], peaks[day], peaks[day + 1]});
    }
    return smooth;
  }

  /** Everything after a rise that is left out is lower by it. */
  private static double[] withoutLargestRises(double[] peaks) {
    List<Integer> largest =
        IntStream.range(1, peaks.length)
            .boxed()
            .sorted(Comparator.comparingDouble(day -> peaks[day - 1] - peaks[day]))
            .limit(SINGLE_RISES)
            .toList();
    double[] rest = peaks.clone();
    double taken = 0;
    for (int day = 1; day < peaks.length; day++) {
      taken += largest.contains(day) ? Math.max(0, peaks[day] - peaks[day - 1]) : 0;
      rest[day] = peaks[day] - taken;
    }
    return rest;
  }

  /** Mann–Kendall: more pairs of days go up than chance would have it. */
  private static boolean rises(double[] values, double significant) {
    // Differences of doubles leave dust, which must be a tie.
    double grain = 1e-9 * Arrays.stream(values).map(Math::abs).max().orElse(0);
    int n = values.length;
    long score = 0;
    Map<Long, Integer> ties = new HashMap<>();
    for (int i = 0; i < n; i++) {
      ties.merge(grain == 0 ? 0 : Math.round(values[i] / grain), 1, Integer::sum);
      for (int j = i + 1; j < n; j++) {
        double difference = values[j] - values[i];
        score += Math.abs(difference) <= grain ? 0 : difference > 0 ? 1 : -1;
      }
    }
    double variance = spread(n) - ties.values().stream().mapToDouble(QuotaTrend::spread).sum();
    return score > 0 && variance > 0 && (score - 1) / Math.sqrt(variance) >= significant;
  }

  private static double spread(int count) {
    return count * (count - 1.0) * (2.0 * count + 5) / 18;
  }

  private static double slope(double[] peaks) {
    return median(
        IntStream.range(0, peaks.length)
            .boxed()
            .flatMapToDouble(
                i ->
                    IntStream.range(i + 1, peaks.length)
                        .mapToDouble(j -> (peaks[j] - peaks[i]) / (j - i)))
            .toArray());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.saturation;

import static dev.rightsizing.sizing.saturation.Cases.HOUR;
import static dev.rightsizing.sizing.saturation.Cases.bytes;
import static dev.rightsizing.sizing.saturation.Cases.kill;
import static dev.rightsizing.sizing.saturation.Cases.memory;
import static dev.rightsizing.sizing.saturation.Cases.rss;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.saturation.HourlyValues;
import dev.rightsizing.model.saturation.Saturation;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheShareTest {
  private final CacheShare rule = new CacheShare();

  private CacheShare.Outcome judge(Observed observed, String median) {
    return rule.judge(observed, bytes(median), SizingRule.MEMORY_DEFAULT);
  }

  @ParameterizedTest(name = "{0}, RSS {1}, P50 {2}, P95 {3}, peak {4}: {5}")
  @CsvSource({
    // request/limit, RSS, P50, P95, peak, sized from
    "1000Mi/1000Mi, 300Mi, 350Mi, 950Mi, 990Mi, 390Mi",
    "1000Mi/1000Mi, 300Mi, 900Mi, 950Mi, 990Mi, 900Mi",
    "1000Mi/1000Mi, 300Mi, 350Mi, 900Mi, 990Mi, 390Mi",
    // not at the limit, or no limit
    "1000Mi/1000Mi, 300Mi, 350Mi, 890Mi, 990Mi, -",
    "1000Mi/-,      300Mi, 350Mi, 950Mi, 990Mi, -",
    "1000Mi/0,      300Mi, 350Mi, 950Mi, 990Mi, -",
    // RSS is most of it
    "1000Mi/1000Mi, 800Mi, 850Mi, 950Mi, 990Mi, -",
    // between: what is there is held, here 575Mi / 1.15
    "575Mi/575Mi,   300Mi, 350Mi, 560Mi, 575Mi, 500Mi",
    "-/575Mi,       300Mi, 350Mi, 560Mi, 575Mi, -"
  })
  void sizesFromWhatIsResidentWhereTheCacheFillsTheLimit(
      String now, String rss, String median, String p95, String peak, String expected) {
    CacheShare.Outcome outcome = judge(memory(now, p95, peak, rss(rss)), median);

    assertThat(outcome.statistic().map(Amount::roundedUp).map(Amount::toQuantity).orElse("-"))
        .isEqualTo(expected);
    assertThat(outcome.clause()).contains("RSS peak " + rss).contains("working set of " + peak);
  }

  @Test
  void aKillSaysThatTheMemoryWasNeeded() {
    Saturation killed = rss("300Mi").withKills(List.of(kill(1, "1Gi")));

    assertThat(judge(memory("1Gi/1Gi", "1Gi", killed), "400Mi").statistic()).isEmpty();
  }

  @Test
  void aFewHoursOfRssAreNotEnough() {
    Saturation day =
        new Saturation(
            Optional.empty(),
            Optional.empty(),
            Optional.of(HourlyValues.from(HOUR - 24, new float[24])),
            Optional.empty(),
            List.of());

    assertThat(judge(memory("1Gi/1Gi", "1Gi", day), "400Mi").statistic()).isEmpty();
  }

  @Test
  void saysNothingWhereRssIsUnknown() {
    CacheShare.Outcome outcome = judge(memory("1Gi/1Gi", "1Gi", Saturation.NONE), "400Mi");

    assertThat(outcome.clause()).isEmpty();
    assertThat(outcome.statistic()).isEmpty();
  }

  @Test
  void saysBothFigures() {
    assertThat(judge(memory("1000Mi/1000Mi", "990Mi", rss("300Mi")), "350Mi").clause())
        .isEqualTo(
            "RSS peak 300Mi of a working set of 990Mi: the rest is page cache, which fills any"
                + " limit; sized from 390Mi (RSS x 1.30)");
  }

  @Property
  void isNeverUnderTheResidentPeakWithItsMarginNorOverTheWorkingSet(
      @ForAll @DoubleRange(min = 0, max = 2000) double resident,
      @ForAll @DoubleRange(min = 0, max = 1000) double median,
      @ForAll @DoubleRange(min = 1, max = 2000) double request) {
    Saturation seen = rss(Math.round(resident) + "Mi");
    Observed observed = memory(Math.round(request) + "Mi/1000Mi", "960Mi", "1000Mi", seen);

    Optional<Amount> from = judge(observed, Math.round(median) + "Mi").statistic();

    double least = seen.rss().orElseThrow().max().getAsDouble() * 1.15;
    from.ifPresent(
        amount -> {
          assertThat(amount.value()).isGreaterThanOrEqualTo(least);
          assertThat(amount).isLessThanOrEqualTo(bytes("1000Mi"));
        });
  }

  /** The cache fills each new limit; the size must come to rest. */
  @Property(tries = 200)
  void comesToRestWhenTheCacheFillsEachNewLimit(
      @ForAll @DoubleRange(min = 50, max = 1500) double resident) {
    double limit = 2000;
    double last = 0;
    for (int round = 0; round < 12; round++) {
      String full = Math.round(limit) + "Mi";
      Saturation seen = rss(Math.round(resident) + "Mi");
      Amount from =
          judge(memory(full + "/" + full, full, seen), Math.round(resident * 1.2) + "Mi")
              .statistic()
              .orElse(bytes(full));
      last = limit;
      limit = Math.min(2000, from.times(1.15).roundedUp().value() / (1 << 20));
    }
    assertThat(limit).isCloseTo(last, org.assertj.core.api.Assertions.within(1.5));
  }
}

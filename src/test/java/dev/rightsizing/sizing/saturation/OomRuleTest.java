// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.saturation;

import static dev.rightsizing.sizing.saturation.Cases.NOW;
import static dev.rightsizing.sizing.saturation.Cases.bytes;
import static dev.rightsizing.sizing.saturation.Cases.kill;
import static dev.rightsizing.sizing.saturation.Cases.kills;
import static dev.rightsizing.sizing.saturation.Cases.memory;
import static dev.rightsizing.sizing.saturation.Cases.rss;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Estimator;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.model.saturation.Saturation;
import dev.rightsizing.testkit.Containers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OomRuleTest {
  private static final double MEBI = 1024.0 * 1024.0;

  private final OomRule rule = new OomRule();

  private OomRule.Outcome apply(String size, Observed observed) {
    return rule.apply(bytes(size), observed, SizingRule.MEMORY_DEFAULT, NOW);
  }

  @ParameterizedTest(name = "{0} now, killed {1} days ago at {2}, is {4}")
  @CsvSource({
    // request/limit, days ago, limits at the kills, usage's size, size
    "1000Mi/1000Mi, 1,           1000Mi,               900Mi,  1200Mi",
    "1000Mi/1000Mi, 1 1.1 1.2,   1000Mi 1000Mi 1000Mi, 900Mi,  1200Mi",
    "1000Mi/1000Mi, 1 2,         1000Mi 1000Mi,        900Mi,  1440Mi",
    "1000Mi/1000Mi, 1 2 3,       1000Mi 1000Mi 1000Mi, 900Mi,  1728Mi",
    "1000Mi/1000Mi, 1 2 3 4 5,   1000Mi 1000Mi 1000Mi 1000Mi 1000Mi, 900Mi, 1728Mi",
    "64Mi/64Mi,     1,           64Mi,                 60Mi,   128Mi",
    "64Mi/64Mi,     1 2 3,       64Mi 64Mi 64Mi,       60Mi,   128Mi",
    "200Mi/200Mi,   1,           200Mi,                150Mi,  300Mi",
    // a raise that was killed again goes on by one step from the new limit
    "1200Mi/1200Mi, 1 2,         1200Mi 1000Mi,        1000Mi, 1440Mi",
    // usage asks for more
    "1000Mi/1000Mi, 1,           1000Mi,               2000Mi, 2000Mi",
    // too old
    "1000Mi/1000Mi, 7.1,         1000Mi,               900Mi,  900Mi",
    // raised since: what is there is held, nothing more is asked for
    "1200Mi/1200Mi, 1,           1000Mi,               900Mi,  1200Mi",
    "1500Mi/1500Mi, 1,           1000Mi,               900Mi,  1200Mi",
    "800Mi/2000Mi,  1,           1000Mi,               700Mi,  800Mi",
    "800Mi/-,       1,           1000Mi,               700Mi,  800Mi"
  })
  void killsAskForAStepADay(
      String now, String daysAgo, String limits, String size, String expected) {
    String[] days = daysAgo.split(" ");
    String[] at = limits.split(" ");
    List<OomKill> kills = new ArrayList<>();
    for (int i = 0; i < days.length; i++) {
      kills.add(kill(Double.parseDouble(days[i]), at[i]));
    }

    OomRule.Outcome outcome = apply(size, memory(now, "50Mi", Saturation.NONE.withKills(kills)));

    assertThat(outcome.amount()).isEqualTo(bytes(expected));
  }

  @ParameterizedTest(name = "{0} now, peak 500Mi, is {2}")
  @CsvSource({
    "700Mi/-,     600Mi, 600Mi",
    "400Mi/500Mi, 450Mi, 600Mi",
    "400Mi/600Mi, 350Mi, 400Mi"
  })
  void thePeakStandsForALimitThatIsNotKnown(String now, String size, String expected) {
    assertThat(apply(size, memory(now, "500Mi", kills(kill(1, "-")))).amount())
        .isEqualTo(bytes(expected));
  }

  @ParameterizedTest(name = "a peak of {1} with {0} is {3}")
  @CsvSource({
    "1000Mi/1000Mi, 980Mi,  1000Mi, 1100Mi",
    "1000Mi/1000Mi, 1000Mi, 1000Mi, 1100Mi",
    "1000Mi/1000Mi, 1000Mi, 1150Mi, 1150Mi",
    "1000Mi/1000Mi, 979Mi,  900Mi,  1000Mi",
    "1100Mi/1100Mi, 1000Mi, 1000Mi, 1100Mi",
    "1000Mi/1000Mi, 800Mi,  700Mi,  700Mi",
    "1000Mi/-,      1000Mi, 900Mi,  900Mi",
    "1000Mi/0,      1000Mi, 900Mi,  900Mi"
  })
  void aPeakAtTheLimitIsALowerBound(String now, String peak, String size, String expected) {
    assertThat(apply(size, memory(now, peak, Saturation.NONE)).amount()).isEqualTo(bytes(expected));
  }

  @Test
  void aPeakOfPageCacheIsNoLowerBound() {
    OomRule.Outcome outcome = apply("900Mi", memory("1Gi/1Gi", "1Gi", rss("300Mi")));

    assertThat(outcome.amount()).isEqualTo(bytes("900Mi"));
    assertThat(outcome.clause()).isEmpty();
  }

  @ParameterizedTest(name = "{0} now, killed at {1}, is {2}")
  @CsvSource({
    "1000Mi/1000Mi, 1000Mi, 1200Mi",
    "-/1000Mi,      1000Mi, 1200Mi",
    "1200Mi/1200Mi, 1000Mi, 1200Mi",
    "300Mi/-,       -,      none",
  })
  void killsAloneSizeAContainerThatDiesBeforeItIsMeasured(
      String now, String limit, String expected) {
    Optional<OomRule.Outcome> outcome =
        rule.withoutUsage(
            Containers.size(Resource.MEMORY, now),
            kills(kill(0.1, limit)),
            SizingRule.MEMORY_DEFAULT,
            NOW);

    assertThat(outcome.map(o -> o.amount().toQuantity()).orElse("none")).isEqualTo(expected);
  }

  @Test
  void saysWhatTheKillsDid() {
    OomRule.Outcome outcome =
        apply("900Mi", memory("1Gi/1Gi", "500Mi", kills(kill(1, "1Gi"), kill(2, "1Gi"))));

    assertThat(outcome.clause())
        .isEqualTo(", raised to 1475Mi for 2 OOM kills on 2 days, at a limit of up to 1Gi");
    assertThat(outcome.raised()).isTrue();
  }

  @Test
  void saysThatTheMaxIsTooLow() {
    SizingRule capped =
        new SizingRule(
            Resource.MEMORY,
            100,
            15,
            Optional.empty(),
            Optional.of(bytes("4Gi")),
            LimitMode.EQUAL_REQUEST,
            Estimator.PERCENTILE);

    OomRule.Outcome outcome =
        rule.apply(
            bytes("4Gi"), memory("4Gi/4Gi", "4000Mi", kills(kill(1, "4266Mi"))), capped, NOW);

    assertThat(outcome.maxTooLow()).isTrue();
    assertThat(outcome.clause())
        .endsWith("; max 4Gi is under the 5Gi that its OOM kills require; raise max");
  }

  @Test
  void saysNothingWithoutEvidence() {
    OomRule.Outcome outcome = apply("600Mi", memory("1Gi/1Gi", "500Mi", Saturation.NONE));

    assertThat(outcome.clause()).isEmpty();
    assertThat(outcome.wanted()).isEmpty();
    assertThat(outcome.raised()).isFalse();
  }

  /** A container whose working set fills whatever limit there is: the worst for a loop. */
  private static Observed filling(double request, double limit, List<OomKill> kills) {
    UsageSummary full =
        Containers.usage(
            Resource.MEMORY, Long.toString(Math.round(limit)), Long.toString(Math.round(limit)));
    return new Observed(
        Size.of(Amount.bytes(request), Amount.bytes(limit)),
        full,
        Saturation.NONE.withKills(kills));
  }

  @Property
  void theSameKillsAskForTheSameSizeHoweverOftenItIsApplied(
      @ForAll @DoubleRange(min = 1, max = 1e6) double killedAt,
      @ForAll @DoubleRange(min = 1, max = 4) double ratio,
      @ForAll @DoubleRange(min = 0.1, max = 1) double estimate,
      @ForAll @IntRange(min = 1, max = 6) int days) {
    List<OomKill> kills = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      kills.add(kill(day + 0.01, Math.round(killedAt) + "Mi"));
    }
    double limit = Math.round(killedAt) * MEBI;
    double request = limit / ratio;
    Amount usage = Amount.bytes(estimate * request);
    double first = -1;
    for (int round = 0; round < 10; round++) {
      Amount size =
          rule.apply(usage, filling(request, limit, kills), SizingRule.MEMORY_DEFAULT, NOW)
              .amount();
      first = first < 0 ? size.value() : first;
      assertThat(size.value()).isEqualTo(first);
      request = size.value();
      limit = request * ratio;
    }
  }

  @Property(tries = 200)
  void whenEachRaiseIsKilledADayLaterEachDayIsOneStep(
      @ForAll @DoubleRange(min = 32, max = 100_000) double start,
      @ForAll @IntRange(min = 1, max = 20) int days) {
    List<OomKill> kills = new ArrayList<>();
    double limit = Math.round(start) * MEBI;
    for (int day = 0; day < days; day++) {
      Instant now = NOW.plus(Duration.ofDays(day));
      kills.add(OomKill.exactly("web-1", now.minusSeconds(60), Optional.of(Amount.bytes(limit))));
      Amount size =
          rule.apply(
                  Amount.bytes(limit / 2),
                  filling(limit, limit, kills),
                  SizingRule.MEMORY_DEFAULT,
                  now)
              .amount();
      double step = Math.min(2 * limit, Math.max(1.2 * limit, limit + 100 * MEBI));
      assertThat(size.value()).isGreaterThan(limit).isLessThanOrEqualTo(step + 4 * MEBI);
      limit = size.value();
    }
  }

  @Property
  void aFurtherKillNeverLowersTheSizeOfAContainerAtItsLimit(
      @ForAll @IntRange(min = 0, max = 5) int before,
      @ForAll @DoubleRange(min = 0, max = 6.9) double daysAgo,
      @ForAll @IntRange(min = 1, max = 4000) int killedAt) {
    List<OomKill> kills = new ArrayList<>();
    for (int i = 0; i < before; i++) {
      kills.add(kill(i + 0.5, 1000 + 100 * i + "Mi"));
    }
    Observed some = memory("500Mi/500Mi", "300Mi", Saturation.NONE.withKills(kills));
    kills.add(kill(daysAgo, killedAt + "Mi"));
    Observed more = memory("500Mi/500Mi", "300Mi", Saturation.NONE.withKills(kills));

    assertThat(apply("400Mi", more).amount()).isGreaterThanOrEqualTo(apply("400Mi", some).amount());
  }

  @Property
  void neverLowersAndNeverMakesANumberWithoutMeaning(
      @ForAll @DoubleRange(min = 0, max = 1e300) double size,
      @ForAll @DoubleRange(min = 0, max = 1e300) double limit,
      @ForAll @DoubleRange(min = 0, max = 1e300) double peak) {
    UsageSummary usage = Containers.usage(Resource.MEMORY, "1", Double.toString(peak));
    Saturation saturation =
        kills(OomKill.exactly("p", NOW, Optional.of(Amount.bytes(limit))), kill(1, "-"));

    for (Saturation s : List.of(saturation, Saturation.NONE)) {
      Observed observed = new Observed(Size.of(Amount.bytes(1), Amount.bytes(limit)), usage, s);
      OomRule.Outcome once =
          rule.apply(Amount.bytes(size), observed, SizingRule.MEMORY_DEFAULT, NOW);
      OomRule.Outcome twice = rule.apply(once.amount(), observed, SizingRule.MEMORY_DEFAULT, NOW);
      assertThat(once.amount().value()).isGreaterThanOrEqualTo(size).isFinite();
      assertThat(twice.amount()).isEqualTo(once.amount());
    }
  }
}

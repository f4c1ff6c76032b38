// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.saturation;

import static dev.rightsizing.sizing.saturation.Cases.cores;
import static dev.rightsizing.sizing.saturation.Cases.cpu;
import static dev.rightsizing.sizing.saturation.Cases.lastFirst;
import static dev.rightsizing.sizing.saturation.Cases.throttled;
import static dev.rightsizing.sizing.saturation.Cases.withLimits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.saturation.HourlyValues;
import dev.rightsizing.model.saturation.Saturation;
import dev.rightsizing.testkit.Containers;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoThrottleLimitTest {
  private final NoThrottleLimit rule = new NoThrottleLimit();

  private NoThrottleLimit.Outcome limit(String request, Observed observed) {
    return rule.limit(cores(request), observed, HourlyValues.EMPTY);
  }

  @ParameterizedTest(name = "request {0}, peak {1} is {2}")
  @CsvSource({
    "100m, 400m,  600m",
    "100m, 401m,  610m",
    "1,    400m,  1",
    "100m, 0,     100m",
    "1m,   0,     10m"
  })
  void withoutDataItIsThePeakTimesAHalfMore(String request, String peak, String expected) {
    NoThrottleLimit.Outcome outcome = limit(request, cpu("100m/2", "10m", peak, Saturation.NONE));

    assertThat(outcome.limit()).isEqualTo(cores(expected));
    assertThat(outcome.clause()).contains("no throttling data");
  }

  @Test
  void anUnthrottledLimitIsProofEnough() {
    assertThat(limit("100m", cpu("100m/1", "10m", "900m", throttled(0, 0.9))).limit())
        .isEqualTo(cores("1"));
    assertThat(limit("100m", cpu("100m/2", "10m", "900m", throttled(0, 0.9))).limit())
        .isEqualTo(cores("1350m"));
  }

  @Test
  void itsOwnHoursTellTheFactor() {
    Saturation seen = withLimits(throttled(21, 0, 0), 1, 1, 1);

    NoThrottleLimit.Outcome outcome =
        rule.limit(cores("500m"), cpu("500m/1", "1", "1", seen), lastFirst(1, 0.6, 0.3));

    // Under 1 % up to 0.6 + 0.4 / 21 = 0.619; 1.21 / 0.619 = 1.955
    assertThat(outcome.limit()).isEqualTo(cores("1960m"));
    assertThat(outcome.clause())
        .isEqualTo(
            "; limit 1960m for under 1% throttled (up to 21% of periods throttled, under 1% up"
                + " to a peak of 61% of the limit)");
  }

  @Test
  void aRaiseThatIsInTheWindowIsNotAskedForAgain() {
    // The throttled hours were at the limit of then: applied, the same limit comes out.
    Saturation seen = withLimits(throttled(0, 21, 0, 0), 1.96, 1, 1, 1);

    NoThrottleLimit.Outcome outcome =
        rule.limit(cores("500m"), cpu("500m/1960m", "1", "1", seen), lastFirst(1, 1, 0.6, 0.3));

    assertThat(outcome.limit()).isEqualTo(cores("1960m"));
  }

  @Test
  void aLimitThatPodsWereResizedToSinceProvesNothing() {
    // Unthrottled under 2 cores at a peak of 1: 1 x 1.50, and not the 1 core of now.
    Saturation seen = withLimits(throttled(0, 0, 0), 2, 2, 2);

    assertThat(rule.limit(cores("500m"), cpu("500m/1", "1", "1", seen), lastFirst(1, 1, 1)).limit())
        .isEqualTo(cores("1500m"));
  }

  @ParameterizedTest(name = "always throttled {0}% of 1 core is {1}")
  @CsvSource({"2, 1500m", "25, 1500m", "26, 2250m", "50, 2250m", "51, 3380m", "100, 3380m"})
  void growsByStepsWhereEveryHourWasThrottled(double percent, String expected) {
    Saturation seen = withLimits(throttled(percent, percent), 1, 1);

    NoThrottleLimit.Outcome outcome =
        rule.limit(cores("500m"), cpu("500m/1", "1", "1", seen), lastFirst(1, 0.9));

    assertThat(outcome.limit()).isEqualTo(cores(expected));
  }

  @Test
  void growsByOneStepWhereThePastLimitsAreNotKnown() {
    NoThrottleLimit.Outcome outcome =
        rule.limit(cores("500m"), cpu("500m/1", "1", "1", throttled(90, 0)), lastFirst(1, 0.5));

    assertThat(outcome.limit()).isEqualTo(cores("1500m"));
    assertThat(outcome.clause()).contains("so the limit now x 1.50");
  }

  @Test
  void staysWhereItWasThrottledLongAgoAndThePastLimitsAreNotKnown() {
    double[] percents = new double[30];
    percents[29] = 80;

    assertThat(limit("500m", cpu("500m/1", "1", "1", throttled(percents))).limit())
        .isEqualTo(cores("1"));
  }

  @Test
  void isBoundedToFourTimesTheLimit() {
    Saturation seen = withLimits(throttled(90, 0), 1, 1);

    NoThrottleLimit.Outcome outcome =
        rule.limit(cores("10m"), cpu("10m/1", "1", "1", seen), lastFirst(0.2, 0.1));

    assertThat(outcome.limit()).isEqualTo(cores("4"));
  }

  @Test
  void oddHoursThatWeighLittleLeaveTheLimit() {
    Saturation seen = withLimits(throttled(0, 0, 0, 2), 1, 1, 1, 1);

    NoThrottleLimit.Outcome outcome =
        rule.limit(cores("10m"), cpu("10m/1", "1", "1", seen), lastFirst(0.9, 0.8, 0.7, 0.1));

    assertThat(outcome.limit()).isEqualTo(cores("1"));
  }

  @ParameterizedTest(name = "limit {0}, request {1}, peak {2}, throttled {3}%: {4}")
  @CsvSource({
    // A peak that no limit of 2 lets through: 4 x 2 cores is the most, whatever the branch says.
    "100m/2, 100m, 12625, -,  8",
    "100m/2, 100m, 12625, 0,  8",
    "100m/2, 100m, 12625, 30, 8",
    // A request has the last word: the API server refuses a limit under it.
    "100m/2, 9,    12625, -,  9",
    // 4 x 101m is 404m, in whole 10m not more.
    "100m/101m, 100m, 50, -,  400m"
  })
  void noBranchPassesFourTimesTheLimit(
      String now, String request, String peak, String throttled, String expected) {
    Saturation seen =
        throttled.equals("-") ? Saturation.NONE : throttled(Double.parseDouble(throttled), 0);

    NoThrottleLimit.Outcome outcome = limit(request, cpu(now, "10m", peak, seen));

    assertThat(outcome.limit()).isEqualTo(cores(expected));
    assertThat(outcome.clause())
        .contains(request.equals("9") ? "raised to the request" : "cut to 4 x the limit now");
  }

  @Property
  void isNeverUnderTheRequestNorThePeakNorWithoutMeaning(
      @ForAll @DoubleRange(min = 0, max = 1e300) double request,
      @ForAll @DoubleRange(min = 0, max = 1e300) double limit,
      @ForAll @DoubleRange(min = 0, max = 1e15) double peak,
      @ForAll @DoubleRange(min = 0, max = 100) double percent,
      @ForAll @DoubleRange(min = 0, max = 1e30) double then) {
    Saturation bare = throttled(percent, 0);
    double least = Math.min(1e15, request);
    for (Saturation seen : List.of(bare, withLimits(bare, then, limit), Saturation.NONE)) {
      Observed observed =
          new Observed(
              Size.of(Amount.cores(least), Amount.cores(limit)),
              Containers.usage(Resource.CPU, "0", Double.toString(peak)),
              seen);

      double found =
          rule.limit(Amount.cores(least), observed, lastFirst(peak, peak / 2)).limit().value();

      assertThat(found).isFinite().isGreaterThanOrEqualTo(0.01);
      double most =
          limit > 0 ? Math.max(0.01, Math.floor(limit * 4 / 0.01 + 1e-9) * 10 / 1000) : peak;
      assertThat(found).isGreaterThanOrEqualTo(Math.max(least, Math.min(peak, most)) * (1 - 1e-9));
    }
  }

  @Property
  void aHigherPeakNeverAsksForLess(
      @ForAll @DoubleRange(min = 0, max = 2) double peak,
      @ForAll @DoubleRange(min = 0, max = 2) double more,
      @ForAll @DoubleRange(min = 0, max = 100) double percent) {
    for (Saturation seen : List.of(throttled(percent, 0), Saturation.NONE)) {
      Amount low = limit("10m", cpu("10m/1", "0", Double.toString(peak), seen)).limit();
      Amount high = limit("10m", cpu("10m/1", "0", Double.toString(peak + more), seen)).limit();
      assertThat(high).isGreaterThanOrEqualTo(low);
    }
  }

  @Property
  void throttledItIsNeverLoweredNorRaisedBeyondItsBound(
      @ForAll @DoubleRange(min = 1.1, max = 100) double first,
      @ForAll @DoubleRange(min = 0, max = 100) double second,
      @ForAll @DoubleRange(min = 0, max = 1) double peak) {
    Saturation seen = withLimits(throttled(first, second), 1, 1);

    double found =
        rule.limit(
                cores("10m"),
                cpu("10m/1", "0", Double.toString(peak), seen),
                lastFirst(peak, peak / 2))
            .limit()
            .value();

    assertThat(found).isBetween(1.0, 4.0);
  }
}

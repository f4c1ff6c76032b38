// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.saturation.HourlyValues;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SketchTest {
  private static final long START = 1_700_000_400L / 3600 * 3600;

  private static HourlySketches sketches(Resource resource, double... values) {
    HourlySketches sketches = new HourlySketches(resource);
    Samples samples = new Samples();
    for (int i = 0; i < values.length; i++) {
      samples.add(START + i * 300L, values[i]);
    }
    sketches.replaceFrom(START / 3600, samples);
    return sketches;
  }

  private static double exact(List<Double> values, double percentile) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double rank = percentile / 100 * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = (int) Math.ceil(rank);
    return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
  }

  @Property(tries = 300)
  void percentilesAreWithinOnePercentOfTheExactOnes(
      @ForAll @Size(min = 1, max = 400) List<@DoubleRange(min = 0.01, max = 90) Double> values,
      @ForAll @DoubleRange(min = 0, max = 100) double percentile) {
    double[] raw = values.stream().mapToDouble(Double::doubleValue).toArray();

    Sketch sketch = sketches(Resource.CPU, raw).since(0);

    double exact = exact(values, percentile);
    assertThat(sketch.percentile(percentile)).isCloseTo(exact, within(0.01 * exact));
  }

  @Property(tries = 1000)
  void allValuesOfABucketHaveItsNumber(@ForAll @DoubleRange(min = 0, max = 1e9) double value) {
    Buckets buckets = new Buckets(Resource.CPU);

    assertThat(SliceCodec.index(buckets.units(value)))
        .isEqualTo(SliceCodec.index(buckets.of(value)));
  }

  @Test
  void knowsTheExactPeakOfEachHour() {
    double[] values = new double[30];
    values[3] = 1.2345;
    values[29] = 0.5;

    HourlyValues peaks = sketches(Resource.CPU, values).peaksSince(0);

    assertThat(peaks).isEqualTo(HourlyValues.from(START / 3600, 1.2345f, 0, 0.5f));
    assertThat(sketches(Resource.CPU, values).peaksSince(START / 3600 + 2).known()).isEqualTo(1);
    assertThat(new HourlySketches(Resource.CPU).peaksSince(0)).isEqualTo(HourlyValues.EMPTY);
  }

  @Property(tries = 200)
  void countMeanAndMaximumAreExact(
      @ForAll @Size(min = 1, max = 300) List<@DoubleRange(min = 0, max = 1e12) Double> values) {
    double[] raw = values.stream().mapToDouble(Double::doubleValue).toArray();

    Sketch sketch = sketches(Resource.MEMORY, raw).since(0);

    assertThat(sketch.count()).isEqualTo(raw.length);
    assertThat(sketch.max()).isEqualTo(Arrays.stream(raw).max().orElseThrow());
    assertThat(sketch.mean()).isCloseTo(Arrays.stream(raw).average().orElseThrow(), within(1e-3));
  }

  @ParameterizedTest
  @CsvSource({"0", "0.0000001", "0.001", "1.5", "63.999", "5000000"})
  void aConstantComesBackExactly(double value) {
    Sketch sketch = sketches(Resource.CPU, value, value, value).since(0);

    assertThat(sketch.percentile(50)).isEqualTo(value);
    assertThat(sketch.percentile(95)).isEqualTo(value);
  }

  @Test
  void anEnormousValueIsCountedAndItsMaximumKept() {
    Sketch sketch = sketches(Resource.MEMORY, 1, 1e30).since(0);

    assertThat(sketch.count()).isEqualTo(2);
    assertThat(sketch.max()).isEqualTo(1e30);
  }

  @Test
  void anEmptySketchRefusesToGiveAPercentile() {
    Sketch empty = new HourlySketches(Resource.CPU).since(0);

    assertThat(empty.isEmpty()).isTrue();
    assertThatThrownBy(() -> empty.percentile(95)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLookBackMergesOnlyTheHoursInIt() {
    HourlySketches sketches = new HourlySketches(Resource.CPU);
    Samples samples = new Samples();
    samples.add(START, 9);
    samples.add(START + 3600, 1);
    samples.add(START + 7200, 2);
    sketches.replaceFrom(START / 3600, samples);

    Sketch since = sketches.since(START / 3600 + 1);

    assertThat(since.count()).isEqualTo(2);
    assertThat(since.max()).isEqualTo(2);
    assertThat(since.firstSecond()).isEqualTo(START + 3600);
    assertThat(since.lastSecond()).isEqualTo(START + 7200);
  }

  @Test
  void anHourThatIsReadAgainReplacesWhatWasThere() {
    HourlySketches sketches = sketches(Resource.CPU, 5, 5, 5);
    Samples again = new Samples();
    again.add(START, 1);

    sketches.replaceFrom(START / 3600, again);

    assertThat(sketches.since(0).count()).isEqualTo(1);
    assertThat(sketches.since(0).max()).isEqualTo(1);
  }

  @Test
  void hoursBeforeAGivenOneAreForgotten() {
    HourlySketches sketches = sketches(Resource.CPU, 1, 2);

    sketches.dropBefore(START / 3600 + 1);

    assertThat(sketches.isEmpty()).isTrue();
  }

  @Test
  void twoWeeksOfBothResourcesFitInTwentyFourKibibytesCoded() {
    long bytes = 0;
    for (Resource resource : Resource.values()) {
      HourlySketches sketches = new HourlySketches(resource);
      Samples samples = new Samples();
      for (int i = 0; i < 14 * 288; i++) {
        double noise = Math.sin(i * 0.7) * Math.cos(i * 0.013);
        double peak = resource == Resource.CPU ? 0.4 : 5e8;
        samples.add(START + i * 300L, peak * (1 + 0.2 * noise));
      }
      sketches.replaceFrom(START / 3600, samples);
      bytes += sketches.codedBytes();
    }

    assertThat(bytes).isLessThan(24 * 1024);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.Amount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleReplayTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // min to max | request | target | cores by hour         | mean, most
        "1 | 20 | 1    | 50 | 2                      | 4    | 4",
        "1 | 20 | 1    | 50 | 2.01                   | 5    | 5",
        // within 10 % of the target nothing is done: 2.2 is 55 % of 4
        "1 | 20 | 1    | 50 | 2, 2.2, 2, 1.8         | 4    | 4",
        "1 | 20 | 1    | 50 | 2, 2.3                 | 4.5  | 5",
        "1 | 20 | 1    | 50 | 2, 1.7                 | 4    | 4",
        "1 | 20 | 1    | 50 | 2, 1.4                 | 3.5  | 4",
        "1 | 20 | 1    | 50 | 2, 8, 2                | 8    | 16",
        // bounds
        "1 | 10 | 1    | 50 | 2, 8, 2                | 6    | 10",
        "6 | 10 | 1    | 50 | 2, 2                   | 6    | 6",
        "0 | 10 | 1    | 50 | 0, 0                   | 1    | 1",
        // a smaller request with the old target, and with that of the scale point
        "1 | 20 | 0.5  | 50 | 2, 2                   | 8    | 8",
        "1 | 20 | 0.5  | 100| 2, 2                   | 4    | 4",
      })
  void podsFollowTheFormulaOfAnHpa(
      int min, int max, double request, int percent, String cores, double mean, int most) {
    List<RecordedLoad.Hour> hours = new ArrayList<>();
    Arrays.stream(cores.split(","))
        .forEach(c -> hours.add(new RecordedLoad.Hour(hours.size(), Double.parseDouble(c))));

    ScaleReplay.Replicas found =
        replayed(new ScaleReplay(min, max), hours, Amount.cores(request), percent);

    assertThat(found.mean()).isCloseTo(mean, within(1e-9));
    assertThat(found.most()).isEqualTo(most);
  }

  /** A scale point that is kept exactly keeps the pods of every hour, whatever the load. */
  @Property(tries = 300)
  void aKeptScalePointKeepsThePods(
      @ForAll @Size(min = 24, max = 60) List<@DoubleRange(min = 0, max = 50) Double> load,
      @ForAll @IntRange(min = 1, max = 5) int times) {
    List<RecordedLoad.Hour> hours = new ArrayList<>();
    load.forEach(used -> hours.add(new RecordedLoad.Hour(hours.size(), used)));
    ScaleReplay replay = new ScaleReplay(2, 30);

    assertThat(replayed(replay, hours, Amount.cores(1.0 / times), 15 * times))
        .isEqualTo(replayed(replay, hours, Amount.cores(1), 15));
  }

  private static ScaleReplay.Replicas replayed(
      ScaleReplay replay, List<RecordedLoad.Hour> hours, Amount request, int percent) {
    return replay.of(hours, request, percent, replay.pods(hours.get(0), request, percent));
  }

  @Property(tries = 300)
  void podsStayWithinTheirBounds(
      @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = 0, max = 500) Double> load,
      @ForAll @IntRange(min = 0, max = 5) int min,
      @ForAll @IntRange(min = 5, max = 30) int max) {
    List<RecordedLoad.Hour> hours = new ArrayList<>();
    load.forEach(used -> hours.add(new RecordedLoad.Hour(hours.size(), used)));

    ScaleReplay.Replicas found = replayed(new ScaleReplay(min, max), hours, Amount.cores(1), 70);

    assertThat(found.most()).isBetween(Math.max(1, min), max);
    assertThat(found.mean()).isBetween((double) Math.max(1, min), (double) found.most());
  }
}

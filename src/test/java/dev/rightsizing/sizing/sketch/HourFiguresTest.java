// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.HourFigures;
import dev.rightsizing.model.Resource;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HourFiguresTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 12, 60, 120, 600})
  void areThoseOfTheHoursSketch(int perHour) {
    Random random = new Random(perHour);
    HourlySketches usage = new HourlySketches(Resource.CPU);
    Samples samples = new Samples();
    for (int hour = 0; hour < 50; hour++) {
      for (int i = 0; i < perHour; i++) {
        samples.add((100 + hour) * 3600L + i * 3600L / perHour, Math.exp(random.nextGaussian()));
      }
    }
    usage.replaceFrom(100, samples);

    assertThat(usage.figures(110, 140)).hasSize(30);
    for (HourFigures figures : usage.figures(110, 140)) {
      Sketch sketch = usage.between(figures.hour(), figures.hour() + 1);
      assertThat(figures.samples()).isEqualTo(sketch.count()).isEqualTo(perHour);
      assertThat(figures.mean()).isCloseTo(sketch.mean(), within(1e-9));
      assertThat(figures.p95()).isCloseTo(sketch.percentile(95), within(1e-9));
      assertThat(figures.peak()).isEqualTo(sketch.max());
    }
  }
}

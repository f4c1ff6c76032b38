// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.GpuUse;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GpuMetricsTest {
  private final OperatorRegistry registry = new OperatorRegistry();
  private final GpuMetrics metrics = new GpuMetrics(registry, new NameBound(1));

  private static GpuUse use(double percent) {
    return new GpuUse(OptionalDouble.of(percent), OptionalDouble.of(1024), OptionalDouble.empty());
  }

  @Test
  void withoutAnExporterThereAreNoSeries() {
    assertThat(Scraped.of(registry)).doesNotContain("rightsizing_gpu");
  }

  @Test
  void aFigureThatIsNotRecordedHasNoSeries() {
    metrics.read(Map.of("train", use(40)));

    assertThat(Scraped.of(registry))
        .contains(
            "rightsizing_gpu_utilization_percent{namespace=\"train\"} 40.0",
            "rightsizing_gpu_memory_used_bytes{namespace=\"train\"} 1024.0")
        .doesNotContain("rightsizing_gpu_memory_free_bytes{");
  }

  @Test
  void aNamespaceWithoutAGpuMakesRoomForAnother() {
    metrics.read(Map.of("train", use(40)));
    Scraped.of(registry);

    metrics.read(Map.of("serve", use(50)));

    assertThat(Scraped.of(registry))
        .contains("rightsizing_gpu_utilization_percent{namespace=\"serve\"} 50.0")
        .doesNotContain("train");
  }
}

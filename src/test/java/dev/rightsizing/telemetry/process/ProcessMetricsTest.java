// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.telemetry.OperatorRegistry;
import dev.rightsizing.telemetry.Scraped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessMetricsTest {
  private final OperatorRegistry registry = new OperatorRegistry();
  private final Process process = new Process();
  private long now;

  private static final class Process implements ProcessReadings {
    private OptionalLong cpuNanos = OptionalLong.of(0);

    @Override
    public OptionalLong cpuNanos() {
      return cpuNanos;
    }

    @Override
    public int cpus() {
      return 4;
    }

    @Override
    public OptionalDouble residentBytes() {
      return OptionalDouble.of(200);
    }

    @Override
    public OptionalDouble memoryBytes() {
      return OptionalDouble.of(800);
    }

    @Override
    public OptionalLong openFiles() {
      return OptionalLong.empty();
    }
  }

  private String page(Path... volumes) {
    if (registry.scrape().stream().noneMatch(s -> s.getMetadata().getName().startsWith("app"))) {
      new ProcessMetrics(registry, List.of(volumes), process, () -> now);
    }
    return Scraped.of(registry);
  }

  @Test
  void showsSharesOfWhatTheProcessMayUse() {
    page();
    now += Duration.ofSeconds(10).toNanos();
    process.cpuNanos = OptionalLong.of(Duration.ofSeconds(20).toNanos());

    assertThat(page())
        .contains(
            "app_cpu_utilization 0.5", "app_memory_utilization 0.25", "app_memory_bytes 200.0");
  }

  @Test
  void twoReadersInASecondGetTheSameShare() {
    page();
    now += Duration.ofSeconds(10).toNanos();
    process.cpuNanos = OptionalLong.of(Duration.ofSeconds(20).toNanos());
    page();
    now += Duration.ofMillis(1).toNanos();

    assertThat(page()).contains("app_cpu_utilization 0.5");
  }

  @Test
  void whatTheSystemDoesNotSayHasNoSeries() {
    process.cpuNanos = OptionalLong.empty();
    page();
    now += Duration.ofSeconds(10).toNanos();

    assertThat(page()).doesNotContain("app_cpu_utilization", "app_file_descriptors_count");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void showsTheRealProcess() {
    new ProcessMetrics(registry, List.of());

    assertThat(Scraped.of(registry))
        .containsPattern("app_memory_bytes \\d")
        .containsPattern("app_memory_utilization 0\\.\\d")
        .containsPattern("app_file_descriptors_count \\d");
  }

  @Test
  void aVolumeThatIsGoneHasNoSeriesAndTheOthersHave(@TempDir Path volume) throws Exception {
    Path gone = Files.createDirectory(volume.resolve("gone"));
    assertThat(page(gone, volume)).contains("app_disk_free_bytes{path=\"" + gone + "\"}");

    Files.delete(gone);

    assertThat(page())
        .containsPattern("app_disk_free_bytes\\{path=\"" + volume + "\"} \\d")
        .containsPattern("app_disk_used_bytes\\{path=\"" + volume + "\"} \\d")
        .doesNotContain("\"" + gone + "\"");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsShownAsFull() {
    // Its file system has no space at all.
    assertThat(page(Path.of("/proc"))).contains("app_disk_free_bytes{path=\"/proc\"} 0.0");
  }
}

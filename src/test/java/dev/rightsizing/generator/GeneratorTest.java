// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.generator.ContainerSeries.Span;
import dev.rightsizing.generator.Profile.Moment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratorTest {
  private static final long MONDAY = 1_767_571_200; // 2026-01-05 00:00 UTC
  private static final Span WEEK = new Span(MONDAY, MONDAY + 7 * Profile.DAY, 300);

  @TempDir private Path dir;

  private List<String> lines(Profile profile) throws IOException {
    Path file = dir.resolve(profile.label());
    try (OpenMetricsWriter out = new OpenMetricsWriter(file)) {
      if (profile == Profile.NIGHTLY) {
        new NightlyJobs("shop", "invoices", "app").write(out, WEEK);
      } else {
        new ContainerSeries("shop", "web-1", "app", profile, true).write(out, WEEK);
      }
    }
    return Files.readAllLines(file);
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void timesAscendAndCountersNeverFall(Profile profile) throws IOException {
    Map<String, Long> lastTime = new HashMap<>();
    Map<String, Double> lastValue = new HashMap<>();
    List<String> lines = lines(profile);

    for (String line : lines.subList(0, lines.size() - 1)) {
      String[] parts = line.split(" ");
      assertThat(Long.parseLong(parts[2])).isGreaterThan(lastTime.getOrDefault(parts[0], 0L));
      double value = Double.parseDouble(parts[1]);
      assertThat(value).isFinite().isNotNegative();
      if (parts[0].contains("_total{")) {
        assertThat(value).isGreaterThanOrEqualTo(lastValue.getOrDefault(parts[0], 0.0));
      }
      lastTime.put(parts[0], Long.parseLong(parts[2]));
      lastValue.put(parts[0], value);
    }
    assertThat(lines).last().isEqualTo("# EOF");
  }

  private static double bytes(Profile profile, long unix) {
    return profile.bytes(Moment.of(unix, MONDAY, 1));
  }

  private static double cores(Profile profile, long unix) {
    return profile.cores(Moment.of(unix, MONDAY, 1));
  }

  @Test
  void aLeakGrows() {
    assertThat(bytes(Profile.LEAK, MONDAY + 2 * Profile.DAY))
        .isGreaterThan(2 * bytes(Profile.LEAK, MONDAY));
  }

  @Test
  void theLiveRecordingPutsNowFiftyMinutesBeforeTheFastLeakIsRestarted() throws IOException {
    long now = MONDAY + 30;
    Path file = dir.resolve("live.om");
    try (OpenMetricsWriter out = new OpenMetricsWriter(file)) {
      UsageGenerator.live(out, List.of("shop sessions-1 app fast-leak quota"), now, 60);
    }
    Map<Long, Double> memory = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("container_memory")) {
        String[] parts = line.split(" ");
        memory.put(Long.parseLong(parts[2]), Double.parseDouble(parts[1]) / 1024 / 1024);
      }
    }

    double limit = 1024;
    double used = memory.get(MONDAY);
    double growthPerMinute = (used - memory.get(MONDAY - Profile.HOUR)) / 60;
    assertThat(used).isBetween(0.5 * limit, 0.8 * limit);
    assertThat((limit - used) / growthPerMinute).isBetween(50.0, 60.0);
    assertThat(memory.get(MONDAY + 49 * Profile.MINUTE)).isGreaterThan(0.95 * limit);
    assertThat(memory.get(MONDAY + 50 * Profile.MINUTE)).isLessThan(0.2 * limit);
    assertThat(memory).containsKeys(MONDAY - 7 * Profile.DAY, MONDAY + 3 * Profile.HOUR);
  }

  @Test
  void onlyAContainerWithACpuLimitHasTheCountersOfThrottling() throws IOException {
    Path file = dir.resolve("quota.om");
    try (OpenMetricsWriter out = new OpenMetricsWriter(file)) {
      UsageGenerator.live(
          out, List.of("shop a app steady quota", "shop b app steady"), MONDAY, 3600);
    }

    assertThat(Files.readAllLines(file).stream().filter(line -> line.contains("_cfs_")))
        .isNotEmpty()
        .allMatch(line -> line.contains("pod=\"a\""));
  }

  @Test
  void theOneNearItsLimitIsAlwaysOverNinetyPercentOfIt() {
    for (long t = MONDAY; t < MONDAY + Profile.DAY; t += Profile.MINUTE) {
      assertThat(bytes(Profile.NEAR_LIMIT, t) / (640L << 20)).isBetween(0.905, 0.945);
    }
  }

  @Test
  void aBurstLastsFiveMinutes() {
    assertThat(cores(Profile.BURST, MONDAY + 299)).isGreaterThan(0.8);
    assertThat(cores(Profile.BURST, MONDAY + 300)).isLessThan(0.05);
    assertThat(cores(Profile.BURST, MONDAY + 6 * Profile.HOUR)).isGreaterThan(0.8);
  }

  @Test
  void theWeeklyOneWorksOnMondays() {
    assertThat(cores(Profile.WEEKLY, MONDAY + Profile.HOUR)).isGreaterThan(0.4);
    assertThat(cores(Profile.WEEKLY, MONDAY + Profile.DAY)).isLessThan(0.05);
  }

  @Test
  void daysHaveAPeak() {
    assertThat(cores(Profile.DAILY_PEAK, MONDAY + 13 * Profile.HOUR))
        .isGreaterThan(4 * cores(Profile.DAILY_PEAK, MONDAY + 2 * Profile.HOUR));
  }

  @Test
  void aJvmStartsUpHardAndThenRests() {
    assertThat(cores(Profile.JVM, MONDAY + 60))
        .isGreaterThan(4 * cores(Profile.JVM, MONDAY + Profile.HOUR));
  }

  @Test
  void everyRunGivesTheSame() throws IOException {
    List<String> once = lines(Profile.STEADY);

    assertThat(lines(Profile.STEADY)).isEqualTo(once);
  }

  @Test
  void pastNightsComeWithTheirOwners() throws IOException {
    assertThat(lines(Profile.NIGHTLY))
        .anyMatch(line -> line.startsWith("kube_job_owner{") && line.contains("\"invoices\""))
        .anyMatch(line -> line.startsWith("kube_pod_owner{") && line.contains("\"Job\""));
  }

  @Test
  void anUnknownProfileIsRefused() {
    assertThatThrownBy(() -> Profile.of("lively")).hasMessageContaining("lively");
  }

  @Test
  void aRecordingEndsNowUnderTheNamesOfPodsThatRun() throws IOException {
    Path csv = dir.resolve("recording.csv.gz");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(
          ("series,resource,unix_seconds,value\n"
                  + "a/p/c,cpu_cores,1000020,0.5\na/p/c,cpu_cores,1000080,1\n"
                  + "a/p/c,memory_bytes,1000080,7\nb/q/c,memory_bytes,1000080,9\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    Files.write(csv, packed.toByteArray());
    Path file = dir.resolve("recording.om");
    try (OpenMetricsWriter out = new OpenMetricsWriter(file)) {
      new Recording(csv, Map.of("a/p", "shop/web-1")).write(out, 2_000_090);
    }

    assertThat(Files.readAllLines(file))
        .containsExactly(
            "container_cpu_usage_seconds_total{namespace=\"shop\",pod=\"web-1\",container=\"c\"} 30 1999980",
            "container_cpu_usage_seconds_total{namespace=\"shop\",pod=\"web-1\",container=\"c\"} 90 2000040",
            "container_memory_working_set_bytes{namespace=\"shop\",pod=\"web-1\",container=\"c\"} 7 2000040",
            "# EOF");
  }
}

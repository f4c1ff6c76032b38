// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.UsageQuery;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.UsageSourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingUsageSourceTest extends UsageSourceContract {
  private static final String HEADER = "series,resource,unix_seconds,value\n";

  @TempDir private Path dir;

  @Override
  protected UsageSource source() throws IOException {
    StringBuilder csv = new StringBuilder(HEADER);
    rows(csv, "bank/x-1/app,cpu_cores", "0.25");
    rows(csv, "shop/web-1/app,cpu_cores", "0.5");
    rows(csv, "shop/web-1/app,memory_bytes", "300000000");
    return open(csv.toString());
  }

  private static void rows(StringBuilder csv, String series, String value) {
    for (long t = START; t <= END; t += 60) {
      csv.append(series).append(',').append(t).append(',').append(value).append('\n');
    }
  }

  private RecordingUsageSource open(String csv) throws IOException {
    return RecordingUsageSource.open(Files.writeString(dir.resolve("recording.csv"), csv));
  }

  @Test
  void memoryIsTheGreatestSinceTheStepBefore() throws IOException {
    RecordingUsageSource source =
        open(HEADER + "job,memory_bytes,60,5\njob,memory_bytes,120,9\njob,memory_bytes,300,2\n");
    double[] found = new double[2];

    source.read(
        new UsageQuery(
            Resource.MEMORY,
            new TreeSet<>(Set.of("job")),
            Instant.ofEpochSecond(300),
            Instant.ofEpochSecond(600),
            Duration.ofMinutes(5)),
        (key, seconds, values, count) -> {
          found[0] = values[0];
          found[1] = count;
        });

    assertThat(found).containsExactly(9, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\n",
        HEADER + "x,cpu_cores,60\n",
        HEADER + "x,disk,60,1\n",
        HEADER + "x,cpu_cores,now,1\n",
        HEADER + "x,cpu_cores,60,1\nx,cpu_cores,60,2\n"
      })
  void aFileThatIsNotARecordingIsRefusedWithItsName(String csv) {
    assertThatThrownBy(() -> open(csv))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("recording.csv");
  }

  @Test
  void readsARealRecording() throws IOException {
    String folder = System.getenv().getOrDefault("RIGHTSIZING_TRACES", "../shared/traces");
    Path recording = Path.of(folder, "openshift_containers.csv.gz");
    assumeTrue(Files.exists(recording), () -> "skipped: there is no " + recording);

    RecordingUsageSource source = RecordingUsageSource.open(recording);

    Set<String> namespaces = new HashSet<>();
    try (var lines =
        new java.io.BufferedReader(
            new java.io.InputStreamReader(
                new java.util.zip.GZIPInputStream(Files.newInputStream(recording)),
                java.nio.charset.StandardCharsets.UTF_8))) {
      lines.lines().skip(1).forEach(line -> namespaces.add(line.split("/")[0]));
    }
    long[] found = new long[1];
    source.read(
        new UsageQuery(
            Resource.CPU,
            new TreeSet<>(namespaces),
            Instant.EPOCH.plusSeconds(lastHour(recording)),
            Instant.EPOCH.plusSeconds(lastHour(recording) + 3000),
            Duration.ofMinutes(5)),
        (key, seconds, values, count) -> found[0]++);
    assertThat(found[0]).isGreaterThan(50);
  }

  private static long lastHour(Path recording) throws IOException {
    try (var lines =
        new java.io.BufferedReader(
            new java.io.InputStreamReader(
                new java.util.zip.GZIPInputStream(Files.newInputStream(recording)),
                java.nio.charset.StandardCharsets.UTF_8))) {
      long last =
          lines.lines().skip(1).mapToLong(l -> Long.parseLong(l.split(",")[2])).max().orElseThrow();
      return last / 3600 * 3600 - 3600;
    }
  }
}

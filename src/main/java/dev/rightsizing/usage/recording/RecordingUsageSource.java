// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.recording;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.PodOwnerHistory;
import dev.rightsizing.usage.ReadReport;
import dev.rightsizing.usage.SampleSink;
import dev.rightsizing.usage.SeriesKey;
import dev.rightsizing.usage.SignalQuery;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageQuery;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.risk.LabelledSink;
import dev.rightsizing.usage.risk.NamedQuery;
import dev.rightsizing.usage.risk.RiskQuery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * A recording as CSV, compressed or not: {@code series,resource,unix_seconds,value}, a series' rows
 * in order of time; {@code series} is namespace/pod/container, or any name, which then stands for
 * all three; {@code resource} is {@code cpu_cores} or {@code memory_bytes}.
 *
 * <p>At each step CPU is the last value of the five minutes before, memory the greatest value since
 * the step before, as with Prometheus.
 */
public final class RecordingUsageSource implements UsageSource {
  private static final String HEADER = "series,resource,unix_seconds,value";
  private static final Map<String, Resource> RESOURCES =
      Map.of("cpu_cores", Resource.CPU, "memory_bytes", Resource.MEMORY);
  private static final long RATE_SECONDS = 300;

  private final String name;
  private final Map<Resource, Map<SeriesKey, RecordedSeries>> series =
      new EnumMap<>(Resource.class);

  private RecordingUsageSource(String name) {
    this.name = name;
    for (Resource resource : Resource.values()) {
      series.put(resource, new HashMap<>());
    }
  }

  /**
   * Reads a recording into memory.
   *
   * @throws IOException when it cannot be read or a line is not as described; the message names it
   */
  public static RecordingUsageSource open(Path csv) throws IOException {
    RecordingUsageSource source = new RecordingUsageSource(String.valueOf(csv.getFileName()));
    try (InputStream file = Files.newInputStream(csv);
        InputStream plain = csv.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      if (!HEADER.equals(lines.readLine())) {
        throw new IOException(csv + " does not begin with " + HEADER);
      }
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        source.add(line, csv + " line " + number);
      }
    }
    return source;
  }

  private void add(String line, String where) throws IOException {
    String[] fields = line.split(",", -1);
    Resource resource = fields.length == 4 ? RESOURCES.get(fields[1]) : null;
    if (resource == null) {
      throw new IOException(where + " is not " + HEADER);
    }
    try {
      double value = Double.parseDouble(fields[3]);
      if (Double.isFinite(value) && value >= 0) {
        series
            .get(resource)
            .computeIfAbsent(key(fields[0]), k -> new RecordedSeries())
            .add(Long.parseLong(fields[2]), value);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(where + ": " + e.getMessage(), e);
    }
  }

  private static SeriesKey key(String text) {
    String[] parts = text.split("/");
    return parts.length == 3
        ? new SeriesKey(parts[0], parts[1], parts[2])
        : new SeriesKey(text, text, text);
  }

  @Override
  public String describe() {
    return name;
  }

  @Override
  public String metric(Resource resource) {
    return resource == Resource.CPU ? "cpu_cores" : "memory_bytes";
  }

  @Override
  public ReadReport read(UsageQuery query, SampleSink sink) {
    long[] seconds = new long[Math.toIntExact(query.points())];
    double[] values = new double[seconds.length];
    long count = 0;
    long samples = 0;
    for (Map.Entry<SeriesKey, RecordedSeries> one : series.get(query.resource()).entrySet()) {
      if (query.namespaces().contains(one.getKey().namespace())) {
        int found = steps(one.getValue(), query, seconds, values);
        if (found > 0) {
          sink.series(one.getKey(), seconds, values, found);
          count++;
          samples += found;
        }
      }
    }
    return new ReadReport(1, count, samples, 0, 0, List.of());
  }

  /** A recording holds usage alone. */
  @Override
  public ReadReport readSignal(SignalQuery query, SampleSink sink) {
    return ReadReport.NOTHING;
  }

  @Override
  public ReadReport readNow(RiskQuery query, SampleSink sink) {
    return ReadReport.NOTHING;
  }

  @Override
  public void readNamed(NamedQuery query, LabelledSink sink) throws UsageException {
    throw new UsageException(
        Reason.QUERY_REJECTED, "a recording answers no query; signal " + query.name());
  }

  private static int steps(
      RecordedSeries recorded, UsageQuery query, long[] seconds, double[] values) {
    long step = query.step().toSeconds();
    int found = 0;
    for (long t = query.from().getEpochSecond(); t <= query.to().getEpochSecond(); t += step) {
      double value =
          query.resource() == Resource.CPU
              ? recorded.last(t - RATE_SECONDS, t)
              : recorded.greatest(t - step, t);
      if (!Double.isNaN(value)) {
        seconds[found] = t;
        values[found++] = value;
      }
    }
    return found;
  }

  @Override
  public PodOwnerHistory podOwners(Set<String> namespaces, Instant from, Instant to) {
    return PodOwnerHistory.EMPTY;
  }

  @Override
  public Map<String, NodePrice> nodePrices(Instant at) {
    return Map.of();
  }
}

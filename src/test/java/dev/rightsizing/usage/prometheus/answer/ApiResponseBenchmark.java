// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus.answer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading a sample of a range query's answer, plain and compressed, compiled as the launcher has it
 * compiled and as Java would by itself ({@code -p} and {@code -jvmArgs} choose).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"})
public class ApiResponseBenchmark {
  private static final int SERIES = 20;
  private static final int POINTS = 5_000;
  private static final int SAMPLES = SERIES * POINTS;

  /** What the values are like: rates in all their digits, rounded ones, or whole bytes. */
  @Param({"rates", "rounded", "bytes"})
  String values;

  private byte[] plain;
  private byte[] packed;

  @Setup
  public void make() throws IOException {
    plain = answer().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    packed = out.toByteArray();
  }

  private String answer() {
    Random random = new Random(1);
    StringBuilder json =
        new StringBuilder(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[");
    for (int s = 0; s < SERIES; s++) {
      json.append(s == 0 ? "" : ",").append("{\"metric\":{\"container\":\"app\",\"namespace\":");
      json.append("\"shop\",\"pod\":\"web-").append(s).append("\"},\"values\":[");
      for (int i = 0; i < POINTS; i++) {
        json.append(i == 0 ? "[" : ",[").append(1_700_000_000 + i * 120L).append(",\"");
        json.append(value(random)).append("\"]");
      }
      json.append("]}");
    }
    return json.append("]}}").toString();
  }

  private String value(Random random) {
    return switch (values) {
      case "rates" -> Double.toString(0.1 + random.nextDouble());
      case "rounded" -> Double.toString(Math.rint(1e6 * (0.1 + random.nextDouble())) / 1e6);
      default -> Long.toString(100_000_000 + random.nextInt(50_000_000) / 4096 * 4096L);
    };
  }

  /** An answer as it is. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public long plain() throws IOException {
    return read(new ByteArrayInputStream(plain));
  }

  /** An answer as Prometheus sends it. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public long compressed() throws IOException {
    return read(new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16));
  }

  /** The decompression alone. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public long inflate() throws IOException {
    try (InputStream body = new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16)) {
      return body.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static long read(InputStream body) throws IOException {
    SeriesReader reader = new SeriesReader((key, seconds, numbers, count) -> {}, SAMPLES);
    ApiResponse.read(body, reader);
    return reader.samples();
  }
}

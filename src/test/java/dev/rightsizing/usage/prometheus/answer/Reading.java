// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rightsizing.usage.SeriesKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What was read from an answer, by our reader or by Jackson's tree and Java's numbers. */
record Reading(ApiResponse answer, List<String> samples, long series, long count, long dropped) {

  /** Reads with a stream that gives at most so many bytes at a time. */
  static Reading ours(String json, int chunk) throws IOException {
    List<String> seen = new ArrayList<>();
    SeriesReader reader =
        new SeriesReader(
            (key, seconds, values, count) -> {
              for (int i = 0; i < count; i++) {
                seen.add(text(key, seconds[i], values[i]));
              }
            },
            1_000_000);
    ApiResponse answer =
        ApiResponse.read(new Chunks(json.getBytes(StandardCharsets.UTF_8), chunk), reader);
    return new Reading(answer, seen, reader.series(), reader.samples(), reader.dropped());
  }

  /** Reads the whole tree first. */
  static Reading expected(String json) throws IOException {
    List<String> seen = new ArrayList<>();
    long series = 0;
    long count = 0;
    for (JsonNode one : new ObjectMapper().readTree(json).path("data").path("result")) {
      series++;
      JsonNode metric = one.path("metric");
      SeriesKey key =
          new SeriesKey(
              metric.path("namespace").asText(),
              metric.path("pod").asText(),
              metric.path("container").asText());
      for (JsonNode sample : one.path("values")) {
        count++;
        double value = number(sample.get(1).asText());
        if (value >= 0 && value < Double.POSITIVE_INFINITY) {
          seen.add(text(key, (long) sample.get(0).doubleValue(), value));
        }
      }
    }
    ApiResponse answer = new ApiResponse(true, "", "", List.of());
    return new Reading(answer, seen, series, count, count - seen.size());
  }

  private static double number(String text) {
    return text.endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  private static String text(SeriesKey key, long second, double value) {
    return key.bare() + "@" + second + "=" + value;
  }

  private static final class Chunks extends ByteArrayInputStream {
    private final int most;

    Chunks(byte[] bytes, int most) {
      super(bytes);
      this.most = most;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(length, most));
    }
  }

  /** A stream whose reads fail after so many bytes. */
  static InputStream failing(String json, int after, IOException failure) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new InputStream() {
      private final InputStream good = new ByteArrayInputStream(bytes, 0, after);

      @Override
      public int read() throws IOException {
        int next = good.read();
        if (next < 0) {
          throw failure;
        }
        return next;
      }
    };
  }
}

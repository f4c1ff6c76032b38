// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.generator;

import dev.rightsizing.generator.ContainerSeries.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a week of usage, ending at a given time, for what is named on standard input.
 *
 * <pre>
 * demo OUT END STEP            lines "namespace pod container profile"; for a CronJob's past pods
 *                              "namespace cronjob container nightly"
 * live OUT NOW STEP            the same, but it goes on for three hours after NOW, as if scraped
 *                              while somebody watches; a fifth word "quota" marks a container with a
 *                              CPU limit, which has the counters of throttling too
 * recording OUT END CSV        lines "recorded-namespace/recorded-pod namespace/pod"
 * </pre>
 *
 * Times in seconds. Prints how many samples were written.
 */
public final class UsageGenerator {
  private static final long WEEK = 7 * Profile.DAY;

  /** Puts NOW fifty minutes before the restart of {@link Profile#FAST_LEAK}. */
  private static final long LEAD = 7 * Profile.HOUR + 10 * Profile.MINUTE;

  private static final long AHEAD = 3 * Profile.HOUR;

  private UsageGenerator() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      System.err.println(
          "usage: UsageGenerator demo OUT END STEP | live OUT NOW STEP | recording OUT END CSV;"
              + " names on stdin");
      System.exit(2);
    }
    long end = Long.parseLong(args[2]);
    try (OpenMetricsWriter out = new OpenMetricsWriter(Path.of(args[1]))) {
      switch (args[0]) {
        case "demo" -> demo(out, end, Long.parseLong(args[3]));
        case "live" -> live(out, lines(), end, Long.parseLong(args[3]));
        case "recording" -> recording(out, end, Path.of(args[3]));
        default -> throw new IllegalArgumentException("there is no mode " + args[0]);
      }
      System.out.println(out.samples());
    }
  }

  private static void demo(OpenMetricsWriter out, long end, long step) throws IOException {
    long last = end / step * step;
    write(out, lines(), new Span(last - WEEK, last, step), false);
  }

  static void live(OpenMetricsWriter out, List<String> lines, long now, long step)
      throws IOException {
    long last = now / step * step;
    write(out, lines, new Span(last - WEEK - LEAD, last + AHEAD, step), true);
  }

  private static void write(OpenMetricsWriter out, List<String> lines, Span span, boolean quotas)
      throws IOException {
    for (String line : lines) {
      String[] words = line.trim().split("\\s+");
      Profile profile = Profile.of(words[3]);
      if (profile == Profile.NIGHTLY) {
        new NightlyJobs(words[0], words[1], words[2]).write(out, span);
      } else {
        boolean quota = quotas && words.length > 4 && words[4].equals("quota");
        new ContainerSeries(
                words[0], words[1], words[2], profile, quota || profile == Profile.THROTTLED)
            .write(out, span);
      }
    }
  }

  private static void recording(OpenMetricsWriter out, long end, Path csv) throws IOException {
    Map<String, String> pods = new HashMap<>();
    for (String line : lines()) {
      String[] words = line.trim().split("\\s+");
      pods.put(words[0], words[1]);
    }
    new Recording(csv, pods).write(out, end);
  }

  private static List<String> lines() {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return in.lines().filter(line -> !line.isBlank()).toList();
  }
}

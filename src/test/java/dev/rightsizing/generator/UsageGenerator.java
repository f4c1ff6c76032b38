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
 * recording OUT END CSV        lines "recorded-namespace/recorded-pod namespace/pod"
 * </pre>
 *
 * END and STEP in seconds. Prints how many samples were written.
 */
public final class UsageGenerator {
  private static final long WEEK = 7 * Profile.DAY;

  private UsageGenerator() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      System.err.println(
          "usage: UsageGenerator demo OUT END STEP | recording OUT END CSV; names on stdin");
      System.exit(2);
    }
    long end = Long.parseLong(args[2]);
    try (OpenMetricsWriter out = new OpenMetricsWriter(Path.of(args[1]))) {
      switch (args[0]) {
        case "demo" -> demo(out, end, Long.parseLong(args[3]));
        case "recording" -> recording(out, end, Path.of(args[3]));
        default -> throw new IllegalArgumentException("there is no mode " + args[0]);
      }
      System.out.println(out.samples());
    }
  }

  static void demo(OpenMetricsWriter out, long end, long step) throws IOException {
    long last = end / step * step;
    Span week = new Span(last - WEEK, last, step);
    for (String line : lines()) {
      String[] words = line.trim().split("\\s+");
      Profile profile = Profile.of(words[3]);
      if (profile == Profile.NIGHTLY) {
        new NightlyJobs(words[0], words[1], words[2]).write(out, week);
      } else {
        new ContainerSeries(words[0], words[1], words[2], profile).write(out, week);
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

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.generator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A recording as CSV ({@code series,resource,unix_seconds,value}; series is
 * namespace/pod/container) written as if it had ended now, under the names of pods that run now.
 *
 * @param pods recorded {@code namespace/pod} to running {@code namespace/pod}; others are left out
 */
record Recording(Path csv, Map<String, String> pods) {

  void write(OpenMetricsWriter out, long end) throws IOException {
    long shift = Math.floorDiv(end - last(), 60L) * 60;
    String before = "";
    long previous = 0;
    double counter = 0;
    try (BufferedReader lines = open()) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(",");
        String name = name(fields);
        if (name.isEmpty()) {
          continue;
        }
        long time = Long.parseLong(fields[2]) + shift;
        double value = Double.parseDouble(fields[3]);
        if (!name.equals(before)) {
          out.series(name);
          before = name;
          previous = time - 60;
          counter = 0;
        }
        if (fields[1].equals("cpu_cores")) {
          counter += value * (time - previous);
          out.sample(time, counter);
        } else {
          out.sample(time, value);
        }
        previous = time;
      }
    }
  }

  private String name(String[] fields) {
    String[] parts = fields[0].split("/");
    String pod = parts.length == 3 ? pods.get(parts[0] + "/" + parts[1]) : null;
    if (pod == null) {
      return "";
    }
    String[] running = pod.split("/");
    String metric =
        fields[1].equals("cpu_cores")
            ? "container_cpu_usage_seconds_total"
            : "container_memory_working_set_bytes";
    return metric
        + "{namespace=\""
        + running[0]
        + "\",pod=\""
        + running[1]
        + "\",container=\""
        + parts[2]
        + "\"}";
  }

  private long last() throws IOException {
    long last = 0;
    try (BufferedReader lines = open()) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Math.max(last, Long.parseLong(line.split(",", 4)[2]));
      }
    }
    return last;
  }

  private BufferedReader open() throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(csv)), StandardCharsets.UTF_8));
  }
}

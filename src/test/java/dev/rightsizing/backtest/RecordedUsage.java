// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import dev.rightsizing.model.Resource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The series of a recording: {@code series,resource,unix_seconds,value} as compressed CSV. */
final class RecordedUsage {
  private RecordedUsage() {}

  static List<UsageSeries> read(Path csv) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(csv)), StandardCharsets.UTF_8))) {
      lines.readLine();
      List<UsageSeries> all = new ArrayList<>();
      List<String[]> one = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(",");
        if (!one.isEmpty() && !sameSeries(one.get(0), fields)) {
          all.add(series(one));
          one = new ArrayList<>();
        }
        one.add(fields);
      }
      all.add(series(one));
      return all;
    }
  }

  private static boolean sameSeries(String[] a, String[] b) {
    return a[0].equals(b[0]) && a[1].equals(b[1]);
  }

  private static UsageSeries series(List<String[]> rows) {
    return new UsageSeries(
        rows.get(0)[0],
        rows.get(0)[1].equals("cpu_cores") ? Resource.CPU : Resource.MEMORY,
        rows.stream().mapToLong(row -> Long.parseLong(row[2])).toArray(),
        rows.stream().mapToDouble(row -> Double.parseDouble(row[3])).toArray());
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.command;

import dev.rightsizing.backtest.UsageSeries;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.model.Resource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A recording as CSV, compressed or not: {@code series,resource,unix_seconds,value}, the resource
 * {@code cpu_cores} or {@code memory_bytes}. Rows may come in any order.
 */
final class TraceFile {
  static final String HEADER = "series,resource,unix_seconds,value";
  private static final Map<String, Resource> RESOURCES =
      Map.of("cpu_cores", Resource.CPU, "memory_bytes", Resource.MEMORY);

  private final Path file;

  TraceFile(Path file) {
    this.file = file;
  }

  /** The resource as a recording and its predictions name it. */
  static String name(Resource resource) {
    return resource == Resource.CPU ? "cpu_cores" : "memory_bytes";
  }

  /**
   * The series in order of name.
   *
   * @throws CommandException when the file cannot be read or a line is not as described
   */
  List<UsageSeries> read() throws CommandException {
    SeriesCollector series = new SeriesCollector();
    try (InputStream raw = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      if (!HEADER.equals(lines.readLine())) {
        throw new CommandException(file + " does not begin with " + HEADER + "; check --traces");
      }
      long number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(series, line, ++number);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CommandException(
          file + " cannot be read: " + e.getMessage() + "; check --traces", e);
    }
    List<UsageSeries> all = series.all();
    if (all.isEmpty()) {
      throw new CommandException(file + " holds no usage; check --traces");
    }
    return all;
  }

  private void add(SeriesCollector series, String line, long number) throws CommandException {
    int second = line.lastIndexOf(',');
    int first = line.lastIndexOf(',', second - 1);
    int name = line.lastIndexOf(',', first - 1);
    Resource resource = name < 0 ? null : RESOURCES.get(line.substring(name + 1, first));
    try {
      if (resource != null) {
        series.add(
            line.substring(0, name),
            resource,
            Long.parseLong(line.substring(first + 1, second)),
            Double.parseDouble(line.substring(second + 1)));
        return;
      }
    } catch (NumberFormatException e) {
      throw new CommandException(where(number, e.getMessage()), e);
    }
    throw new CommandException(
        where(number, "is not " + HEADER + " with the resource cpu_cores or memory_bytes"));
  }

  private String where(long number, String what) {
    return file + " line " + number + ": " + what + "; correct the line";
  }
}

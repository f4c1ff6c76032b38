// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.command;

import dev.rightsizing.backtest.SizeSteps;
import dev.rightsizing.backtest.UsageSeries;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes sizes as {@code series,resource,from_unix,value}, for scoring by other means. */
final class Predictions implements AutoCloseable {
  private final BufferedWriter out;

  /**
   * Begins the file anew.
   *
   * @throws IOException when it cannot be written
   */
  Predictions(Path file) throws IOException {
    out = Files.newBufferedWriter(file);
    out.write("series,resource,from_unix,value\n");
  }

  void add(UsageSeries series, SizeSteps sizes) throws IOException {
    String head = series.name() + "," + TraceFile.name(series.resource()) + ",";
    for (int i = 0; i < sizes.count(); i++) {
      out.write(head + sizes.start(i) + "," + sizes.size(i) + "\n");
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}

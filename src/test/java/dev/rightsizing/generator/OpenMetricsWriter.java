// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.generator;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes samples as {@code promtool tsdb create-blocks-from openmetrics} reads them. */
public final class OpenMetricsWriter implements Closeable {
  private final OutputStream out;
  private byte[] series = new byte[0];
  private long samples;

  public OpenMetricsWriter(Path file) throws IOException {
    this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
  }

  /** The series that the next samples belong to, such as {@code up{job="a"}}. */
  public void series(String name) {
    series = (name + " ").getBytes(StandardCharsets.UTF_8);
  }

  /** A sample of the series, later than the one before. */
  public void sample(long unixSecond, double value) throws IOException {
    out.write(series);
    out.write(text(value).getBytes(StandardCharsets.US_ASCII));
    out.write(' ');
    out.write(Long.toString(unixSecond).getBytes(StandardCharsets.US_ASCII));
    out.write('\n');
    samples++;
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(Math.rint(value * 1e6) / 1e6);
  }

  public long samples() {
    return samples;
  }

  @Override
  public void close() throws IOException {
    out.write("# EOF\n".getBytes(StandardCharsets.US_ASCII));
    out.close();
  }
}

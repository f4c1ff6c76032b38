// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus.answer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntSupplier;

/** A body that ends with a {@link TooLargeException} when it goes on for too long. */
final class LimitedStream extends FilterInputStream {
  /** Prometheus' answers have a few hundred, the names of labels included. */
  private static final int MOST_NAMES = 20_000;

  private final long mostBytes;
  private IntSupplier names = () -> 0;
  private long bytes;

  LimitedStream(InputStream in, long mostBytes) {
    super(in);
    this.mostBytes = mostBytes;
  }

  /** The parser that reads this remembers each name that it meets. */
  void countNames(IntSupplier met) {
    names = met;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    count(Math.max(0, count));
    return count;
  }

  private void count(int more) throws IOException {
    bytes += more;
    if (bytes > mostBytes) {
      throw new TooLargeException(mostBytes + " bytes");
    }
    if (names.getAsInt() > MOST_NAMES) {
      throw new TooLargeException(MOST_NAMES + " names of fields");
    }
  }
}

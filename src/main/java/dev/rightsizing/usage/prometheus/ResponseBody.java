// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** The body of an answer as it comes, with a count of its bytes. */
final class ResponseBody {
  private static final int MOST_ERROR_BYTES = 4096;

  /** The answer is there, so little can follow. */
  private static final int MOST_REST = 1 << 16;

  private static final int BUFFER = 1 << 16;

  private final Counted received;
  private final boolean packed;

  ResponseBody(HttpResponse<?> response, InputStream body) {
    this.received = new Counted(body);
    this.packed =
        response.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
  }

  /** The body without compression. */
  InputStream unpacked() throws IOException {
    return packed ? new GZIPInputStream(received, BUFFER) : received;
  }

  /** Bytes received, before decompression. */
  long bytes() {
    return received.bytes;
  }

  /** Says how fast the body came, where it is not compressed. */
  void timePlain(CompressionChoice choice) {
    if (!packed) {
      choice.came(received.bytes, received.nanos);
    }
  }

  /** Read to the end the connection serves the next request; closed before, it is lost. */
  void skipRest() throws IOException {
    received.readNBytes(MOST_REST);
  }

  /** The start of an error's text. The status says what is wrong, so one that fails is empty. */
  String start() {
    try {
      return new String(unpacked().readNBytes(MOST_ERROR_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static final class Counted extends FilterInputStream {
    private long bytes;
    private long nanos;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      bytes += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      long start = System.nanoTime();
      int count = super.read(into, offset, length);
      nanos += System.nanoTime() - start;
      bytes += Math.max(0, count);
      return count;
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import org.jboss.logging.Logger;

/**
 * Decides for one server whether answers come compressed. Compressing takes Prometheus about twice
 * the time of the queries themselves, at some 25 MB/s of a core, so it pays only where plain
 * answers come more slowly than that: the first ones come plain and are timed, then it is decided
 * once.
 */
final class CompressionChoice {
  private static final Logger LOG = Logger.getLogger(CompressionChoice.class);

  /** Slower than Ethernet of 100 Mbit/s. */
  static final double SLOW_BYTES_A_SECOND = 10e6;

  /** Fewer bytes lie in buffers and say nothing of the network. */
  static final long ENOUGH_BYTES = 4L << 20;

  private static final double NANOS = 1e9;

  private final String url;
  private boolean compressed;
  private boolean decided;
  private long bytes;
  private long nanos;

  CompressionChoice(String url, Compression setting) {
    this.url = url;
    this.compressed = setting == Compression.ALWAYS;
    this.decided = setting != Compression.AUTO;
  }

  /** Whether to ask for compression. */
  synchronized boolean compressed() {
    return compressed;
  }

  /**
   * A plain answer came.
   *
   * @param nanos for which was waited for its bytes
   */
  synchronized void came(long moreBytes, long moreNanos) {
    if (decided) {
      return;
    }
    bytes += moreBytes;
    nanos += moreNanos;
    if (bytes >= ENOUGH_BYTES) {
      decided = true;
      double rate = bytes * NANOS / Math.max(1, nanos);
      compressed = rate < SLOW_BYTES_A_SECOND;
      LOG.infof(
          "Prometheus at %s sends plain responses at %.0f MB/s, so responses are requested %s"
              + " (RIGHTSIZING_QUERY_GZIP=auto)",
          url, Math.min(rate / 1e6, 10_000), compressed ? "compressed from now on" : "plain");
    }
  }
}

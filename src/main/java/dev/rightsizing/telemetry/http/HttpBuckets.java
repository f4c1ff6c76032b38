// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.http;

/** One set of buckets for all HTTP durations, so that they can be compared. */
final class HttpBuckets {
  /** Upper bounds in seconds. */
  static final double[] SECONDS = {0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};

  private HttpBuckets() {}
}

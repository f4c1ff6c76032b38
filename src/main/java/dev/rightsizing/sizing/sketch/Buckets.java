// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.sketch;

import dev.rightsizing.model.Resource;
import org.HdrHistogram.Histogram;

/**
 * Which values share a bucket: those that agree in two significant digits, as HdrHistogram does it,
 * so that the middle of a bucket is at most 0.4 % away from any value in it.
 */
final class Buckets {
  /** Two digits hold the promised 1 %; three would cost four times the memory. */
  private static final int DIGITS = 2;

  /** 2^46 units: 70 million cores or 64 PiB. What is greater counts as this. */
  private static final long MOST = 1L << 46;

  /** Only asked for bounds, never filled. */
  private static final Histogram SHAPE = new Histogram(MOST, DIGITS);

  private final double unit;

  Buckets(Resource resource) {
    // A thousandth of what a size is rounded to, so that idle containers are resolved too.
    this.unit = resource.granule() / 1024;
  }

  /** An empty histogram with these buckets; it grows with its greatest value. */
  Histogram histogram() {
    return new Histogram(DIGITS);
  }

  /** The bucket of a value, named by its least member in units. */
  long of(double value) {
    return SHAPE.lowestEquivalentValue(units(value));
  }

  /** A value in units. */
  long units(double value) {
    return (long) Math.min(MOST, Math.max(0, value / unit));
  }

  /** The middle of the bucket that holds this many units, in cores or bytes. */
  double middle(long units) {
    return (SHAPE.lowestEquivalentValue(units) + SHAPE.nextNonEquivalentValue(units)) / 2.0 * unit;
  }
}

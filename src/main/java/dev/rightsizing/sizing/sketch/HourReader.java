// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.sketch;

/** Turns the buckets of a coded hour into values for a visitor. */
record HourReader(Buckets buckets, HourVisitor visitor) implements SliceSink {

  @Override
  public void addTime(long first, long last) {
    // The hour is all that a visitor asks for.
  }

  @Override
  public void addExtent(double sum, double max) {
    visitor.peak(max);
  }

  @Override
  public void addBucket(long bucket, long count) {
    visitor.values(buckets.middle(bucket), count);
  }
}

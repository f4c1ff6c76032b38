// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.sketch;

/** Merges coded hours into a sketch. */
record SketchSink(Sketch sketch) implements SliceSink {

  @Override
  public void addTime(long first, long last) {
    sketch.addTime(first, last);
  }

  @Override
  public void addExtent(double sum, double max) {
    sketch.addExtent(sum, max);
  }

  @Override
  public void addBucket(long bucket, long count) {
    sketch.addBucket(bucket, count);
  }
}

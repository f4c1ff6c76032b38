// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.sketch;

/** Takes what a coded hour holds, buckets in ascending order. */
interface SliceSink {

  /** Unix times of the first and the last sample. */
  void addTime(long first, long last);

  /** Sum and maximum of the samples, in cores or bytes. */
  void addExtent(double sum, double max);

  /** So many samples of one bucket, named by its least member in units. */
  void addBucket(long bucket, long count);
}

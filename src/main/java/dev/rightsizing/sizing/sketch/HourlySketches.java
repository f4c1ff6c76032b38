// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.sketch;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.saturation.HourlyValues;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * One container's usage of one resource, a small sketch an hour: any look-back in whole hours is a
 * merge, and an hour that is read again replaces what was there. Safe for use by several threads.
 */
public final class HourlySketches {
  private final Resource resource;
  private final Buckets buckets;
  private final SliceCodec codec;
  private final Deque<Slice> slices = new ArrayDeque<>();

  public HourlySketches(Resource resource) {
    this.resource = resource;
    this.buckets = new Buckets(resource);
    this.codec = new SliceCodec(buckets);
  }

  /**
   * Replaces everything from an hour on.
   *
   * @param fromHour first hour that is replaced, in hours since the epoch
   * @param samples in ascending order of time, none before {@code fromHour}
   */
  public synchronized void replaceFrom(long fromHour, Samples samples) {
    while (!slices.isEmpty() && slices.peekLast().hour() >= fromHour) {
      slices.removeLast();
    }
    int start = 0;
    while (start < samples.count()) {
      long hour = samples.hour(start);
      int end = start + 1;
      while (end < samples.count() && samples.hour(end) == hour) {
        end++;
      }
      slices.addLast(new Slice(Math.toIntExact(hour), codec.encode(samples, start, end)));
      start = end;
    }
  }

  /** Forgets what lies before an hour. */
  public synchronized void dropBefore(long hour) {
    while (!slices.isEmpty() && slices.peekFirst().hour() < hour) {
      slices.removeFirst();
    }
  }

  public synchronized boolean isEmpty() {
    return slices.isEmpty();
  }

  /** The usage from an hour on, as one sketch. */
  public Sketch since(long hour) {
    Sketch sketch = new Sketch(resource);
    mergeInto(sketch, hour);
    return sketch;
  }

  /** Adds the usage from an hour on to a sketch. */
  public synchronized void mergeInto(Sketch sketch, long fromHour) {
    SliceSink sink = new SketchSink(sketch);
    Iterator<Slice> newestFirst = slices.descendingIterator();
    while (newestFirst.hasNext()) {
      Slice slice = newestFirst.next();
      if (slice.hour() < fromHour) {
        return;
      }
      codec.decode(slice.code(), slice.hour(), sink);
    }
  }

  /**
   * Shows the hours of {@code [fromHour, toHour)} one by one, oldest first; nothing is merged.
   *
   * @param fromHour in hours since the epoch
   */
  public synchronized void forEachHour(long fromHour, long toHour, HourVisitor visitor) {
    HourReader reader = new HourReader(buckets, visitor);
    for (Slice slice : slices) {
      if (slice.hour() >= fromHour && slice.hour() < toHour) {
        visitor.hour(slice.hour());
        codec.decode(slice.code(), slice.hour(), reader);
      }
    }
  }

  /** The exact peak of each hour from an hour on; cores or bytes. */
  public synchronized HourlyValues peaksSince(long fromHour) {
    List<Slice> kept = slices.stream().filter(slice -> slice.hour() >= fromHour).toList();
    if (kept.isEmpty()) {
      return HourlyValues.EMPTY;
    }
    int first = kept.get(0).hour();
    float[] peaks = new float[kept.get(kept.size() - 1).hour() - first + 1];
    Arrays.fill(peaks, Float.NaN);
    kept.forEach(slice -> peaks[slice.hour() - first] = (float) codec.max(slice.code()));
    return HourlyValues.from(first, peaks);
  }

  /** Bytes held in slices, without the objects around them. */
  public synchronized long codedBytes() {
    return slices.stream().mapToLong(s -> s.code().length).sum();
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Slice(int hour, byte[] code) {}
}

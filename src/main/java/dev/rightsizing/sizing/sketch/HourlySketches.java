// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.sketch;

import dev.rightsizing.model.HourFigures;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.saturation.HourlyValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One container's usage of one resource, a small sketch an hour: any look-back in whole hours is a
 * merge, and an hour that is read again replaces what was there. Safe for use by several threads;
 * readers see the hours before a change or after it.
 */
public final class HourlySketches {
  /** This object and what it is made of, on a 64-bit JVM with compressed references. */
  private static final int OBJECTS = 96;

  private static final long SECONDS_PER_HOUR = 3600;

  private final Resource resource;
  private final Buckets buckets;
  private final SliceCodec codec;
  private volatile CodedHours coded;

  public HourlySketches(Resource resource) {
    this.resource = resource;
    this.buckets = new Buckets(resource);
    this.codec = new SliceCodec(buckets);
    this.coded = CodedHours.NONE;
  }

  private HourlySketches(HourlySketches other) {
    this.resource = other.resource;
    this.buckets = other.buckets;
    this.codec = other.codec;
    this.coded = other.coded;
  }

  /** The hours as they are now, which later changes do not reach; shares their bytes. */
  public HourlySketches snapshot() {
    return new HourlySketches(this);
  }

  /**
   * Replaces everything from an hour on.
   *
   * @param fromHour first hour that is replaced, in hours since the epoch
   * @param samples in ascending order of time, none before {@code fromHour}
   */
  public synchronized void replaceFrom(long fromHour, Samples samples) {
    replaceFrom(fromHour, samples, new SliceWriter(buckets));
  }

  private void replaceFrom(long fromHour, Samples samples, SliceWriter writer) {
    int start = 0;
    while (start < samples.count()) {
      long hour = samples.hour(start);
      long after = (hour + 1) * SECONDS_PER_HOUR;
      int end = start + 1;
      while (end < samples.count() && samples.second(end) < after) {
        end++;
      }
      writer.hour(Math.toIntExact(hour), samples, start, end);
      start = end;
    }
    coded = coded.replacedFrom(fromHour, writer);
  }

  /** Forgets what lies before an hour. */
  public synchronized void dropBefore(long hour) {
    coded = coded.since(hour);
  }

  public boolean isEmpty() {
    return coded.size() == 0;
  }

  /** The usage from an hour on, as one sketch. */
  public Sketch since(long hour) {
    Sketch sketch = new Sketch(resource);
    mergeInto(sketch, hour);
    return sketch;
  }

  /**
   * The usage of the hours {@code [fromHour, toHour)}, as one sketch.
   *
   * @param fromHour in hours since the epoch
   */
  public Sketch between(long fromHour, long toHour) {
    Sketch sketch = new Sketch(resource);
    mergeInto(sketch, fromHour, toHour);
    return sketch;
  }

  /** Adds the usage from an hour on to a sketch. */
  public void mergeInto(Sketch sketch, long fromHour) {
    mergeInto(sketch, fromHour, Long.MAX_VALUE);
  }

  private void mergeInto(Sketch sketch, long fromHour, long toHour) {
    CodedHours now = coded;
    SliceSink sink = new SketchSink(sketch);
    // Newest first.
    for (int i = now.size() - 1; i >= 0 && now.hour(i) >= fromHour; i--) {
      if (now.hour(i) < toHour) {
        codec.decode(now.code(i), now.hour(i), sink);
      }
    }
  }

  /**
   * Shows the hours of {@code [fromHour, toHour)} one by one, oldest first; nothing is merged.
   *
   * @param fromHour in hours since the epoch
   */
  public void forEachHour(long fromHour, long toHour, HourVisitor visitor) {
    CodedHours now = coded;
    HourReader reader = new HourReader(buckets, visitor);
    for (int i = now.from(fromHour); i < now.size() && now.hour(i) < toHour; i++) {
      visitor.hour(now.hour(i));
      codec.decode(now.code(i), now.hour(i), reader);
    }
  }

  /**
   * Mean, P95 and peak of each hour of {@code [fromHour, toHour)} that has samples, oldest first;
   * an hour without samples is not there.
   *
   * @param fromHour in hours since the epoch
   */
  public List<HourFigures> figures(long fromHour, long toHour) {
    CodedHours now = coded;
    List<HourFigures> figures = new ArrayList<>();
    FiguresSink sink = new FiguresSink(buckets);
    for (int i = now.from(fromHour); i < now.size() && now.hour(i) < toHour; i++) {
      sink.clear();
      codec.decode(now.code(i), now.hour(i), sink);
      figures.add(sink.figures(now.hour(i)));
    }
    return figures;
  }

  /** The exact peak of each hour from an hour on; cores or bytes. */
  public HourlyValues peaksSince(long fromHour) {
    CodedHours now = coded;
    int from = now.from(fromHour);
    if (from == now.size()) {
      return HourlyValues.EMPTY;
    }
    int first = now.hour(from);
    float[] peaks = new float[now.hour(now.size() - 1) - first + 1];
    Arrays.fill(peaks, Float.NaN);
    for (int i = from; i < now.size(); i++) {
      peaks[now.hour(i) - first] = (float) codec.max(now.code(i));
    }
    return HourlyValues.from(first, peaks);
  }

  /** Bytes of coded samples, without what is around them. */
  public long codedBytes() {
    return coded.codedBytes();
  }

  /** Bytes of heap, about. */
  public long heldBytes() {
    return OBJECTS + coded.heldBytes();
  }
}

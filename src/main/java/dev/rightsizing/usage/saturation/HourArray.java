// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import dev.rightsizing.model.saturation.HourlyValues;
import java.util.Arrays;
import java.util.Optional;

/** One number an hour that grows at its end, four bytes each; NaN is unknown. */
final class HourArray {
  private static final int DAY = 24;

  private long firstHour;
  private float[] values = new float[0];
  private boolean shared;

  /** The hours as they are now, which later changes do not reach; shares them until then. */
  HourArray snapshot() {
    HourArray copy = new HourArray();
    copy.firstHour = firstHour;
    copy.values = values;
    copy.shared = true;
    shared = true;
    return copy;
  }

  void set(long hour, double value) {
    if (values.length == 0) {
      firstHour = hour;
    }
    if (hour < firstHour) {
      move(hour, values.length + Math.toIntExact(firstHour - hour));
    }
    int at = Math.toIntExact(hour - firstHour);
    if (at >= values.length) {
      move(firstHour, (at / DAY + 1) * DAY);
    }
    if (shared) {
      values = values.clone();
      shared = false;
    }
    values[at] = (float) value;
  }

  void dropBefore(long hour) {
    if (values.length > 0 && hour > firstHour) {
      move(hour, Math.toIntExact(Math.max(0, firstHour + values.length - hour)));
    }
  }

  private void move(long to, int length) {
    float[] moved = new float[length];
    Arrays.fill(moved, Float.NaN);
    int from = Math.toIntExact(Math.max(0, to - firstHour));
    int into = Math.toIntExact(Math.max(0, firstHour - to));
    int count = Math.min(values.length - from, length - into);
    if (count > 0) {
      System.arraycopy(values, from, moved, into, count);
    }
    firstHour = to;
    values = moved;
    shared = false;
  }

  /** From an hour on; empty where nothing is known. */
  Optional<HourlyValues> since(long hour) {
    int from = Math.toIntExact(Math.max(0, Math.min(values.length, hour - firstHour)));
    HourlyValues known =
        HourlyValues.from(firstHour + from, Arrays.copyOfRange(values, from, values.length));
    return known.known() == 0 ? Optional.empty() : Optional.of(known);
  }

  long heldBytes() {
    return (long) values.length * Float.BYTES;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.saturation;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * One number an hour, four bytes each; an hour without a number is not zero. Immutable. A float
 * carries seven digits: bytes are within 0.00001 %, counts exact up to 16 million.
 */
public final class HourlyValues {
  public static final HourlyValues EMPTY = new HourlyValues(0, new float[0]);

  private final long firstHour;
  private final float[] values;

  private HourlyValues(long firstHour, float[] values) {
    this.firstHour = firstHour;
    this.values = values;
  }

  /**
   * The values of consecutive hours.
   *
   * @param firstHour hours since the epoch
   * @param values one an hour; what is NaN, infinite or negative counts as unknown
   */
  public static HourlyValues from(long firstHour, float... values) {
    float[] kept = values.clone();
    for (int i = 0; i < kept.length; i++) {
      if (!(kept[i] >= 0) || Float.isInfinite(kept[i])) {
        kept[i] = Float.NaN;
      }
    }
    return new HourlyValues(firstHour, kept);
  }

  /** The value of an hour since the epoch; empty where it is unknown. */
  public OptionalDouble at(long hour) {
    long i = hour - firstHour;
    return i < 0 || i >= values.length || Float.isNaN(values[(int) i])
        ? OptionalDouble.empty()
        : OptionalDouble.of(values[(int) i]);
  }

  /** The hours whose value is known, in ascending order. */
  public LongStream hours() {
    return LongStream.range(firstHour, firstHour + values.length)
        .filter(hour -> at(hour).isPresent());
  }

  /** How many hours are known. */
  public int known() {
    return (int) hours().count();
  }

  /** The greatest value; empty where none is known. */
  public OptionalDouble max() {
    return hours().mapToDouble(hour -> at(hour).getAsDouble()).max();
  }

  /** Of each hour the greater value; a known one where the other is not. */
  public HourlyValues greatest(HourlyValues other) {
    if (values.length == 0 || other.values.length == 0) {
      return values.length == 0 ? other : this;
    }
    long first = Math.min(firstHour, other.firstHour);
    long end = Math.max(firstHour + values.length, other.firstHour + other.values.length);
    float[] greater = new float[Math.toIntExact(end - first)];
    for (int i = 0; i < greater.length; i++) {
      OptionalDouble a = at(first + i);
      OptionalDouble b = other.at(first + i);
      greater[i] =
          a.isEmpty() && b.isEmpty() ? Float.NaN : (float) Math.max(a.orElse(0), b.orElse(0));
    }
    return new HourlyValues(first, greater);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HourlyValues that
        && firstHour == that.firstHour
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(firstHour) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "from hour " + firstHour + " " + Arrays.toString(values);
  }
}

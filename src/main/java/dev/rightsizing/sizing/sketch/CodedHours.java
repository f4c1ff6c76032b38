// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.sketch;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Coded hours in ascending order, back to back in one array: eight bytes an hour beside its code,
 * where an object each would take forty. Never changes, so that readers share it without a lock.
 */
final class CodedHours {
  static final CodedHours NONE = new CodedHours(new int[0], new int[0], new byte[0]);

  /** Three arrays and this object, on a 64-bit JVM with compressed references. */
  private static final int OBJECTS = 3 * 16 + 24;

  private final int[] hours;
  private final int[] ends;
  private final byte[] codes;

  private CodedHours(int[] hours, int[] ends, byte[] codes) {
    this.hours = hours;
    this.ends = ends;
    this.codes = codes;
  }

  int size() {
    return hours.length;
  }

  int hour(int at) {
    return hours[at];
  }

  /** The code of one hour, for reading. */
  ByteBuffer code(int at) {
    int start = start(at);
    return ByteBuffer.wrap(codes, start, ends[at] - start).slice();
  }

  private int start(int at) {
    return at == 0 ? 0 : ends[at - 1];
  }

  /** The place of the first hour that is not before one. */
  int from(long hour) {
    int low = 0;
    while (low < hours.length && hours[low] < hour) {
      low++;
    }
    return low;
  }

  /** The hours before one, then others. */
  CodedHours replacedFrom(long fromHour, SliceWriter more) {
    int kept = from(fromHour);
    int start = start(kept);
    int[] allHours = Arrays.copyOf(hours, kept + more.count());
    int[] allEnds = Arrays.copyOf(ends, allHours.length);
    byte[] all = Arrays.copyOf(codes, start + more.length());
    more.copyTo(all, start);
    for (int i = 0; i < more.count(); i++) {
      allHours[kept + i] = more.hour(i);
      allEnds[kept + i] = start + more.end(i);
    }
    return new CodedHours(allHours, allEnds, all);
  }

  /** The hours from one on. */
  CodedHours since(long hour) {
    int gone = from(hour);
    if (gone == 0) {
      return this;
    }
    int start = start(gone);
    int[] left = Arrays.copyOfRange(ends, gone, ends.length);
    for (int i = 0; i < left.length; i++) {
      left[i] -= start;
    }
    return new CodedHours(
        Arrays.copyOfRange(hours, gone, hours.length),
        left,
        Arrays.copyOfRange(codes, start, codes.length));
  }

  /** Bytes of the codes alone. */
  long codedBytes() {
    return codes.length;
  }

  /** Bytes of heap. */
  long heldBytes() {
    return OBJECTS + codes.length + 2L * Integer.BYTES * hours.length;
  }
}

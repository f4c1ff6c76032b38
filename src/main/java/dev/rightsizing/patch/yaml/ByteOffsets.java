// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

/**
 * Where the code points of a UTF-8 text begin, in bytes; the parser counts code points. Holds one
 * offset for every 64 code points, and none for ASCII.
 */
final class ByteOffsets {
  private static final int STEP = 64;

  private final byte[] utf8;
  private final int[] checkpoints;

  ByteOffsets(byte[] utf8) {
    this.utf8 = utf8;
    this.checkpoints = isAscii(utf8) ? new int[0] : checkpoints(utf8);
  }

  private static boolean isAscii(byte[] utf8) {
    for (byte b : utf8) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  private static int[] checkpoints(byte[] utf8) {
    int[] found = new int[utf8.length / STEP + 2];
    int points = 0;
    int n = 0;
    for (int i = 0; i < utf8.length; i++) {
      if (isStart(utf8[i])) {
        if (points % STEP == 0) {
          found[n++] = i;
        }
        points++;
      }
    }
    if (points % STEP == 0) {
      found[n++] = utf8.length;
    }
    return java.util.Arrays.copyOf(found, n);
  }

  private static boolean isStart(byte b) {
    return (b & 0xC0) != 0x80;
  }

  /** The offset in bytes of the n-th code point; the length of the text after the last. */
  int of(int point) {
    if (checkpoints.length == 0) {
      return point;
    }
    int offset = checkpoints[point / STEP];
    for (int left = point % STEP; left > 0; left--) {
      offset++;
      while (offset < utf8.length && !isStart(utf8[offset])) {
        offset++;
      }
    }
    return offset;
  }
}

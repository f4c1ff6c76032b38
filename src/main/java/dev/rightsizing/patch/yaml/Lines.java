// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

import java.util.Arrays;

/** The lines of a file: after each LF, CRLF or lone CR the next one begins. */
final class Lines {
  private final byte[] bytes;
  private final int[] starts;

  Lines(byte[] bytes) {
    this.bytes = bytes;
    int[] found = new int[16];
    int n = 1;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n')) {
        if (n == found.length) {
          found = Arrays.copyOf(found, n * 2);
        }
        found[n++] = i + 1;
      }
    }
    this.starts = Arrays.copyOf(found, n);
  }

  /** From 1. */
  int number(int offset) {
    int at = Arrays.binarySearch(starts, offset);
    return at >= 0 ? at + 1 : -at - 1;
  }

  int start(int offset) {
    return starts[number(offset) - 1];
  }

  /** After the line's break; the length of the file for the last line. */
  int next(int offset) {
    int number = number(offset);
    return number < starts.length ? starts[number] : bytes.length;
  }

  /** Before the line's break. */
  int end(int offset) {
    int end = next(offset);
    while (end > start(offset) && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
      end--;
    }
    return end;
  }
}

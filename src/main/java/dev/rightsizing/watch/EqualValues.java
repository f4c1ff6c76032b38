// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.watch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps equal values once: objects of one owner are alike, so that thousands of them cost little
 * more than their names. It forgets now and then, so that it does not grow with all that ever was.
 * Safe for use by several threads.
 */
public final class EqualValues {
  private static final int MOST_KEPT = 20_000;

  private final Map<Object, Object> kept = new ConcurrentHashMap<>();

  /** The first value that was equal to this one; values must not change. */
  public <T> T once(T value) {
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    @SuppressWarnings("unchecked") // a value's equal is of its type here
    T first = (T) kept.putIfAbsent(value, value);
    return first == null ? value : first;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.watch;

import java.util.Optional;

/** Learns of each change that a watch sees, on the watch's own thread: it must return at once. */
@FunctionalInterface
public interface ChangeListener<R> {

  /**
   * An object came, changed or went. The first list of a watch counts as that much coming; a change
   * of what is not kept has both sides equal.
   *
   * @param before empty for one that is new
   * @param now empty for one that is gone
   */
  void changed(Optional<R> before, Optional<R> now);

  /** Does nothing. */
  static <R> ChangeListener<R> none() {
    return (before, now) -> {};
  }
}

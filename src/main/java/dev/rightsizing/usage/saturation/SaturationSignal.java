// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import dev.rightsizing.usage.ReadReport;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.UsageException;
import java.util.Set;

/** Signals that are read together, because one says nothing without the other. */
interface SaturationSignal {

  /** The signal that it is named by. */
  Signal signal();

  /** Whether it is worth a note that no series is there: not where that is the best of news. */
  boolean expected();

  /**
   * Reads a slice into the history.
   *
   * @param withSeries takes the namespaces that have the signal
   */
  ReadReport read(HourSlice slice, Set<String> withSeries) throws UsageException;
}

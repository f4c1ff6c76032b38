// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.risk;

import dev.rightsizing.model.Reason;

/** What the query of a {@link PolicySignal} says of one workload at one tick. */
public sealed interface SignalReading {

  /**
   * The worst value.
   *
   * @param where the pod that has it, for people; empty where the series names none
   */
  record Measured(double value, String where) implements SignalReading {}

  /**
   * The answer has no series of this workload.
   *
   * @param others whether it has one of another workload of the same namespaces
   */
  record Absent(boolean others) implements SignalReading {}

  /** It could not be read. */
  record Failed(Reason reason) implements SignalReading {}
}

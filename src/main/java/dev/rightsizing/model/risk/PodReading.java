// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.risk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is seen of one container of one pod now.
 *
 * @param cfs absent where nothing is recorded: without a CPU limit, or cAdvisor is not scraped
 * @param pressure share of the last five minutes in which a task waited for CPU, 0 to 1; 0 while it
 *     hardly runs; absent where the node does not report it
 * @param memory working set over the last minutes in order of time; empty where none is recorded
 * @param restarts in the last hour; absent without kube-state-metrics
 */
public record PodReading(
    String pod,
    Optional<Cfs> cfs,
    OptionalDouble pressure,
    List<MemoryPoint> memory,
    OptionalDouble restarts) {

  public PodReading {
    memory = List.copyOf(memory);
  }

  /** Of a node that does not report pressure. */
  public PodReading(
      String pod, Optional<Cfs> cfs, List<MemoryPoint> memory, OptionalDouble restarts) {
    this(pod, cfs, OptionalDouble.empty(), memory, restarts);
  }

  /**
   * CPU bandwidth control over the last five minutes; counter resets are the rate's business.
   *
   * @param throttledShare throttled periods over periods, 0 to 1; 0 when it never ran
   * @param waitedSeconds seconds of waiting a second, added up over threads
   * @param periods periods a second in which it wanted to run, at most 10 of 100 ms
   */
  public record Cfs(double throttledShare, double waitedSeconds, double periods) {}

  /** The working set at a time, in bytes. */
  public record MemoryPoint(Instant at, double bytes) {}
}

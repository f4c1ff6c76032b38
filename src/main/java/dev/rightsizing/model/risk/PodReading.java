// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.risk;

import dev.rightsizing.model.Amount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Current readings of one container of one pod.
 *
 * @param cfs absent where nothing is recorded: without a CPU limit, or cAdvisor is not scraped
 * @param pressure share of the last five minutes in which a task waited for CPU, 0 to 1; 0 while it
 *     hardly runs; absent where the node does not report it
 * @param memory working set over the last minutes in order of time; empty where none is recorded
 * @param restarts in the last hour; absent without kube-state-metrics
 * @param limits that the pod is held to itself; absent where they are not known, and then those of
 *     the workload's other pods count
 */
public record PodReading(
    String pod,
    Optional<Cfs> cfs,
    OptionalDouble pressure,
    List<MemoryPoint> memory,
    OptionalDouble restarts,
    Optional<Limits> limits) {

  public PodReading {
    memory = List.copyOf(memory);
  }

  /** Of a pod whose own limits are not known. */
  public PodReading(
      String pod,
      Optional<Cfs> cfs,
      OptionalDouble pressure,
      List<MemoryPoint> memory,
      OptionalDouble restarts) {
    this(pod, cfs, pressure, memory, restarts, Optional.empty());
  }

  /** The same of a node that does not report pressure. */
  public PodReading(
      String pod, Optional<Cfs> cfs, List<MemoryPoint> memory, OptionalDouble restarts) {
    this(pod, cfs, OptionalDouble.empty(), memory, restarts);
  }

  /** The same pod, of which it is known what it is held to. */
  public PodReading under(Limits own) {
    return new PodReading(pod, cfs, pressure, memory, restarts, Optional.of(own));
  }

  /**
   * What a pod is held to now, which the pods of one workload need not share: resized in place, or
   * of another revision.
   *
   * @param cpu cores; empty: none
   * @param memory bytes; empty: none
   */
  public record Limits(Optional<Amount> cpu, Optional<Amount> memory) {}

  /**
   * CPU bandwidth control over the last five minutes; counter resets are the rate's business.
   *
   * @param throttledShare throttled periods over periods, 0 to 1; 0 when it never ran
   * @param waitedSeconds seconds of waiting per second, added up over threads
   * @param periods periods a second in which it wanted to run, at most 10 of 100 ms
   */
  public record Cfs(double throttledShare, double waitedSeconds, double periods) {}

  /** The working set at a time, in bytes. */
  public record MemoryPoint(Instant at, double bytes) {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.WorkloadRef;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many pods of each workload had usage, step by step, summed by hour; and which steps hold any
 * usage at all, so that time of which the source knows nothing is not taken for time without pods.
 * Safe for use by several threads.
 */
final class PodCounts {
  private static final int HOUR = 3600;

  /** An entry of the map with its key, about. */
  private static final int WORKLOAD_BYTES = 200;

  private final Map<WorkloadRef, Hours> byWorkload = new HashMap<>();
  private final NavigableMap<Long, BitSet> observed = new TreeMap<>();

  /** Sums of an hour each, in one array from the first hour on. */
  private record Hours(long first, int[] sums) {

    Hours replacedFrom(long hour, int[] added) {
      if (sums.length == 0 || hour < first) {
        return new Hours(hour, added.clone());
      }
      int kept = Math.toIntExact(hour - first);
      int[] all = Arrays.copyOf(sums, kept + added.length);
      // Beyond its old end copyOf fills in zeros: no pods in hours that were not read for it.
      Arrays.fill(all, Math.min(kept, sums.length), all.length, 0);
      System.arraycopy(added, 0, all, kept, added.length);
      return new Hours(first, all);
    }

    Hours from(long hour) {
      if (hour <= first) {
        return this;
      }
      int gone = Math.toIntExact(Math.min(sums.length, hour - first));
      return new Hours(first + gone, Arrays.copyOfRange(sums, gone, sums.length));
    }

    int at(long hour) {
      return hour < first || hour >= first + sums.length ? 0 : sums[Math.toIntExact(hour - first)];
    }

    long sum() {
      return Arrays.stream(sums).asLongStream().sum();
    }

    OptionalLong firstWithPods() {
      for (int i = 0; i < sums.length; i++) {
        if (sums[i] > 0) {
          return OptionalLong.of(first + i);
        }
      }
      return OptionalLong.empty();
    }
  }

  /** What is known of some namespaces now, which later changes do not reach. */
  synchronized PodCounts snapshot(Set<String> namespaces) {
    PodCounts copy = new PodCounts();
    byWorkload.forEach(
        (workload, hours) -> {
          if (namespaces.contains(workload.namespace())) {
            copy.byWorkload.put(workload, hours);
          }
        });
    observed.forEach((hour, steps) -> copy.observed.put(hour, (BitSet) steps.clone()));
    return copy;
  }

  /** Bytes of heap, about. */
  synchronized long heldBytes() {
    return byWorkload.values().stream()
        .mapToLong(hours -> WORKLOAD_BYTES + (long) Integer.BYTES * hours.sums().length)
        .sum();
  }

  /** Replaces what is known of a workload from an hour on by the sums of that hour and the next. */
  synchronized void replaceFrom(WorkloadRef workload, long hour, int[] podSteps) {
    byWorkload.merge(
        workload,
        new Hours(hour, podSteps.clone()),
        (old, added) -> old.replacedFrom(hour, podSteps));
  }

  /** A step at which the source has usage of whatever pod. */
  synchronized void observed(long unixSeconds, long stepSeconds) {
    int step = Math.toIntExact(Math.floorMod(unixSeconds, (long) HOUR) / stepSeconds);
    observed.computeIfAbsent(Math.floorDiv(unixSeconds, HOUR), h -> new BitSet()).set(step);
  }

  /** Pods of a workload, summed over the steps from an hour on. */
  synchronized long podSteps(WorkloadRef workload, long fromHour) {
    Hours hours = byWorkload.get(workload);
    return hours == null ? 0 : hours.from(fromHour).sum();
  }

  /**
   * Pods of a workload in one hour, the mean over those of its steps that hold any usage; 0 where
   * none does.
   */
  synchronized double pods(WorkloadRef workload, long hour) {
    Hours hours = byWorkload.get(workload);
    BitSet steps = observed.get(hour);
    return hours == null || steps == null ? 0 : (double) hours.at(hour) / steps.cardinality();
  }

  /** The first hour, from one on, in which a workload had pods; empty where it had none. */
  synchronized OptionalLong firstHour(WorkloadRef workload, long fromHour) {
    Hours hours = byWorkload.get(workload);
    return hours == null ? OptionalLong.empty() : hours.from(fromHour).firstWithPods();
  }

  /** How many steps from an hour on hold any usage. */
  synchronized long observedSteps(long fromHour) {
    return observed.tailMap(fromHour, true).values().stream().mapToLong(BitSet::cardinality).sum();
  }

  /** The first step from an hour on that holds any usage, in seconds; empty where none does. */
  synchronized OptionalLong firstObserved(long fromHour, long stepSeconds) {
    return observed.tailMap(fromHour, true).entrySet().stream()
        .mapToLong(e -> e.getKey() * HOUR + e.getValue().nextSetBit(0) * stepSeconds)
        .findFirst();
  }

  synchronized void dropBefore(long hour) {
    observed.headMap(hour, false).clear();
    byWorkload.replaceAll((workload, hours) -> hours.from(hour));
    byWorkload.values().removeIf(hours -> hours.sums().length == 0);
  }

  synchronized void forget(String namespace) {
    byWorkload.keySet().removeIf(workload -> workload.namespace().equals(namespace));
  }
}

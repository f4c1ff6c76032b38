// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.WorkloadRef;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which Indexed Jobs may have made a name with an index. */
final class IndexClaims {
  private final NavigableMap<String, Job> jobs = new TreeMap<>();

  /** Names are those of one kind in one namespace, so that each is there once. */
  private record Job(Optional<WorkloadRef> owner, int indexes) {}

  /**
   * @param indexes how many there are, from 0
   */
  void add(String name, Optional<WorkloadRef> owner, int indexes) {
    jobs.put(name, new Job(owner, indexes));
  }

  /** Of the one of this name, if it has the index; the set may be changed. */
  Set<Optional<WorkloadRef>> of(String name, int index) {
    Job job = jobs.get(name);
    return having(job == null ? List.of() : List.of(job), index);
  }

  /** Of every one whose name begins so and that has the index; the set may be changed. */
  Set<Optional<WorkloadRef>> beginningWith(String prefix, int index) {
    return having(jobs.subMap(prefix, true, prefix + Character.MAX_VALUE, false).values(), index);
  }

  private static Set<Optional<WorkloadRef>> having(Collection<Job> jobs, int index) {
    Set<Optional<WorkloadRef>> owners = new HashSet<>();
    jobs.stream().filter(job -> index < job.indexes()).forEach(job -> owners.add(job.owner()));
    return owners;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which pods were seen with the sizes that they should have, so that it is noticed when another
 * manager takes them back. What a restart forgets here costs two more writes a pod at most.
 */
final class SeenPods {
  private final Map<WorkloadRef, Seen> seen = new ConcurrentHashMap<>();

  /**
   * @param wanted the sizes
   * @param uids seen with them
   * @param written resized to them
   */
  private record Seen(List<SizeStep> wanted, Set<String> uids, Set<String> written) {
    private static final Seen NONE = new Seen(List.of(), Set.of(), Set.of());
  }

  private Seen known(WorkloadRef ref, List<SizeStep> wanted) {
    Seen known = seen.getOrDefault(ref, Seen.NONE);
    return known.wanted().equals(wanted) ? known : Seen.NONE;
  }

  /** Those that had them before. */
  Set<String> of(WorkloadRef ref, ApplyMemory memory) {
    return known(ref, Wanted.of(memory)).uids();
  }

  /**
   * Notes what is seen now, and what was written. A pod that had to be written once more had its
   * sizes in between, even where no pass saw it.
   */
  void note(WorkloadRef ref, ApplyMemory memory, List<Act.Result> results, WorkloadFacts facts) {
    List<SizeStep> wanted = Wanted.of(memory);
    if (wanted.isEmpty()) {
      seen.remove(ref);
      return;
    }
    Set<String> before = known(ref, wanted).written();
    Set<String> now = results.stream().flatMap(SeenPods::written).collect(Collectors.toSet());
    Set<String> had =
        Stream.concat(
                Pods.resizable(facts).stream().filter(p -> p.asks(wanted)).map(LivePod::uid),
                now.stream().filter(before::contains))
            .collect(Collectors.toUnmodifiableSet());
    Set<String> written =
        Stream.concat(before.stream(), now.stream()).collect(Collectors.toUnmodifiableSet());
    seen.put(ref, new Seen(wanted, had, written));
  }

  private static Stream<String> written(Act.Result result) {
    boolean wrote = result.outcome() instanceof ActOutcome.Done done && done.wrote();
    return wrote && result.act() instanceof Act.Resize resize
        ? Stream.of(resize.pod().uid())
        : Stream.empty();
  }

  /** Forgets a workload that is gone. */
  void forget(WorkloadRef ref) {
    seen.remove(ref);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.recommend.ApplyStatusMapper;
import dev.rightsizing.recommend.ApplyStatusMapper.Summary;
import dev.rightsizing.reconcile.apply.ApplyCycle.Outcome;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a policy's changes are as a whole: what needs a person comes first. */
final class PolicySummary {
  private static final List<ApplyState> FIRST =
      List.of(
          ApplyState.GIVEN_UP,
          ApplyState.OWNED_BY_OTHER,
          ApplyState.UNDONE,
          ApplyState.APPLYING,
          ApplyState.WATCHING,
          ApplyState.READY);

  private PolicySummary() {}

  static Summary of(Outcome outcome) {
    Map<ApplyState, Integer> states = states(outcome.memories().values());
    if (outcome.failed().isPresent()) {
      return new Summary(
          false, outcome.failed().get().reason(), outcome.failed().get().message(), states);
    }
    if (outcome.stopped().isPresent()) {
      return new Summary(false, Reason.APPLY_STOPPED, outcome.stopped().get(), states);
    }
    Collection<ApplyMemory> memories = outcome.memories().values();
    if (memories.isEmpty()) {
      return new Summary(true, Reason.NOTHING_TO_APPLY, Reason.NOTHING_TO_APPLY.sentence(), states);
    }
    for (ApplyState state : FIRST) {
      Optional<ApplyMemory> example =
          memories.stream().filter(memory -> memory.state() == state).findFirst();
      if (example.isPresent()) {
        return new Summary(false, example.get().reason(), counted(states), states);
      }
    }
    return held(memories)
        .map(
            reason ->
                new Summary(false, reason, counted(states) + ": " + reason.sentence(), states))
        .orElseGet(
            () ->
                new Summary(
                    true,
                    states.getOrDefault(ApplyState.APPLIED, 0) > 0
                        ? Reason.APPLIED
                        : Reason.NOTHING_TO_APPLY,
                    counted(states),
                    states));
  }

  /** One whose operator changes no workload. */
  static Summary disabled() {
    return new Summary(false, Reason.APPLY_DISABLED, Reason.APPLY_DISABLED.sentence(), Map.of());
  }

  /** One whose workloads were not looked at yet. */
  static Summary begins() {
    return new Summary(
        false, Reason.APPLYING, "The workloads are looked at for the first time.", Map.of());
  }

  static Map<ApplyState, Integer> states(Collection<ApplyMemory> memories) {
    Map<ApplyState, Integer> states = new EnumMap<>(ApplyState.class);
    memories.forEach(memory -> states.merge(memory.state(), 1, Integer::sum));
    return states;
  }

  /** The most frequent reason why workloads are held; equal ones in the order of reasons. */
  private static Optional<Reason> held(Collection<ApplyMemory> memories) {
    Map<Reason, Long> reasons =
        memories.stream()
            .filter(memory -> !ApplyStatusMapper.isApplied(memory))
            .collect(
                Collectors.groupingBy(
                    ApplyMemory::reason, () -> new EnumMap<>(Reason.class), Collectors.counting()));
    return reasons.entrySet().stream()
        .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
        .map(Map.Entry::getKey);
  }

  private static String counted(Map<ApplyState, Integer> states) {
    return Arrays.stream(ApplyState.values())
        .filter(states::containsKey)
        .map(state -> states.get(state) + " " + state.text())
        .collect(Collectors.joining(", "));
  }
}

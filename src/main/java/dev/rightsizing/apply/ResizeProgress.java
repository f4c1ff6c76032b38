// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.ResizeState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells whether kubelets will still do what pods were asked for. */
final class ResizeProgress {
  private ResizeProgress() {}

  /**
   * Why a change in place cannot be finished; empty where it is done or may still be. Pods that
   * appeared while it is watched do not count: theirs is no answer to the change.
   */
  static Optional<Cause> failure(Flight flight, List<LivePod> pods, boolean fallback, Instant now) {
    return pods.stream()
        .filter(p -> p.asks(flight.steps()))
        .filter(
            p -> flight.phase() != Flight.Phase.WATCH || !p.created().isAfter(flight.phaseSince()))
        .flatMap(p -> failure(flight, p, fallback, now).stream())
        .findFirst();
  }

  private static Optional<Cause> failure(
      Flight flight, LivePod pod, boolean fallback, Instant now) {
    LivePod.ResizeReport report = pod.resize();
    ResizeState state = report.state();
    if (state == ResizeState.INFEASIBLE) {
      return Optional.of(
          new Cause(
              Reason.RESIZE_INFEASIBLE,
              sentence(pod, "can never be resized on its node", report.message())
                  + (fallback
                      ? "; the next change is made by a roll-out (spec.apply.fallback)"
                      : "; with spec.apply.fallback: Rollout it is made by a roll-out")));
    }
    Instant asked =
        flight.phaseSince().isAfter(pod.created()) ? flight.phaseSince() : pod.created();
    Instant since = report.since().filter(t -> t.isAfter(flight.began())).orElse(asked);
    Optional<Duration> longest = state.longest();
    if (longest.isEmpty() || now.isBefore(since.plus(longest.get()))) {
      return Optional.empty();
    }
    Reason reason =
        state == ResizeState.DEFERRED ? Reason.RESIZE_DEFERRED : Reason.RESIZE_NOT_FINISHED;
    String what =
        "was not resized within " + longest.get().toMinutes() + " minutes (" + state.text() + ")";
    return Optional.of(new Cause(reason, sentence(pod, what, report.message())));
  }

  /** What the kubelet says of a pod that it has not resized yet; empty where it says nothing. */
  static Optional<String> waiting(Flight flight, List<LivePod> pods) {
    return pods.stream()
        .filter(p -> p.asks(flight.steps()))
        .filter(p -> !p.resize().message().isEmpty())
        .filter(p -> p.resize().state().longest().isPresent())
        .findFirst()
        .map(
            p ->
                sentence(
                    p,
                    "waits for its node (" + p.resize().state().text() + ")",
                    p.resize().message()));
  }

  private static String sentence(LivePod pod, String what, String kubelet) {
    return "Pod "
        + pod.name()
        + " "
        + what
        + pod.node().map(n -> " " + n).orElse("")
        + (kubelet.isEmpty() ? "" : ": " + kubelet);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.apply.Actuator;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import dev.rightsizing.reconcile.steps.StopSwitch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes nothing while writes are stopped, also in the middle of a pass. The switch is asked for
 * once in two seconds at the most, so that it costs little and counts within five.
 */
public final class StoppableActuator implements Actuator {
  private static final Duration BELIEVED = Duration.ofSeconds(2);

  private final Actuator actuator;
  private final StopSwitch stop;
  private final Clock clock;
  private Optional<StopSwitch.Stop> last = Optional.empty();
  private Instant asked = Instant.MIN;

  public StoppableActuator(Actuator actuator, StopSwitch stop, Clock clock) {
    this.actuator = actuator;
    this.stop = stop;
    this.clock = clock;
  }

  @Override
  public ActOutcome resize(WorkloadRef ref, LivePod pod, List<SizeStep> steps, Provenance by) {
    return unlessStopped(() -> actuator.resize(ref, pod, steps, by));
  }

  @Override
  public ActOutcome template(
      WorkloadRef ref, List<SizeStep> steps, Set<String> takeOverFrom, Provenance by) {
    return unlessStopped(() -> actuator.template(ref, steps, takeOverFrom, by));
  }

  @Override
  public ActOutcome target(WorkloadRef ref, TargetStep step, boolean dryRun, Provenance by) {
    return dryRun
        ? actuator.target(ref, step, true, by)
        : unlessStopped(() -> actuator.target(ref, step, false, by));
  }

  @Override
  public Optional<ActOutcome> probe(
      WorkloadRef ref,
      ApplyStrategy strategy,
      Optional<LivePod> pod,
      List<SizeStep> steps,
      ApplySettings settings) {
    return actuator.probe(ref, strategy, pod, steps, settings);
  }

  private ActOutcome unlessStopped(Supplier<ActOutcome> act) {
    return stopped()
        .<ActOutcome>map(why -> new ActOutcome.Retry(Reason.APPLY_STOPPED, why.message()))
        .orElseGet(act);
  }

  private synchronized Optional<StopSwitch.Stop> stopped() {
    Instant now = clock.instant();
    if (asked.equals(Instant.MIN) || Duration.between(asked, now).abs().compareTo(BELIEVED) > 0) {
      last = stop.stop();
      asked = now;
    }
    return last;
  }
}

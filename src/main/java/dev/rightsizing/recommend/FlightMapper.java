// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.policy.apply.ApplyRule;
import dev.rightsizing.api.v1alpha1.recommendation.apply.FlightStatus;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.apply.ApplySettings.Interruption;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Flight;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** Writes a change that is under way into a Recommendation's status, and reads it back. */
final class FlightMapper {
  private static final int LONGEST_MESSAGE = 1024;
  private static final int LONGEST_NAME = 253;

  private final StepSizes sizes = new StepSizes();

  FlightStatus write(Flight flight) {
    FlightStatus status = new FlightStatus();
    status.setId(flight.id());
    status.setPhase(FlightStatus.Phase.valueOf(flight.phase().text()));
    status.setStrategy(flight.strategy().text());
    status.setSizes(sizes.write(flight.steps()));
    status.setTargets(flight.targets().isEmpty() ? null : sizes.targets(flight.targets()));
    status.setBegan(Times.text(flight.began()));
    status.setPhaseSince(Times.text(flight.phaseSince()));
    status.setCanary(flight.canary().orElse(null));
    status.setRelease(flight.release());
    status.setTemplate(flight.template());
    status.setBy(PlainText.line(flight.by(), LONGEST_NAME));
    status.setWhenInterrupted(
        flight.whenInterrupted() == Interruption.FINISH
            ? ApplyRule.Interruption.Finish
            : ApplyRule.Interruption.Undo);
    flight
        .cause()
        .ifPresent(
            cause -> {
              status.setCauseReason(cause.reason().text());
              status.setCause(PlainText.line(cause.message(), LONGEST_MESSAGE));
            });
    return status;
  }

  /**
   * A change under way.
   *
   * @throws IllegalArgumentException if it lacks what an undo needs
   * @throws java.time.DateTimeException if a time cannot be read
   */
  Flight read(FlightStatus status) {
    if (status.getId() == null || status.getPhase() == null || status.getSizes() == null) {
      throw new IllegalArgumentException("flight lacks its id, phase or sizes");
    }
    return new Flight(
        status.getId(),
        phase(status.getPhase()),
        strategy(status.getStrategy()),
        sizes.read(status.getSizes()),
        sizes.steps(status.getTargets()),
        Times.parse(status.getBegan()),
        Times.parse(status.getPhaseSince()),
        Optional.ofNullable(status.getCanary()),
        Objects.requireNonNullElse(status.getRelease(), ""),
        Objects.requireNonNullElse(status.getTemplate(), ""),
        Objects.requireNonNullElse(status.getBy(), ""),
        status.getWhenInterrupted() == ApplyRule.Interruption.Finish
            ? Interruption.FINISH
            : Interruption.UNDO,
        Optional.ofNullable(status.getCauseReason())
            .map(
                reason ->
                    new Cause(
                        ApplyMapper.reason(reason),
                        Objects.requireNonNullElse(status.getCause(), ""))));
  }

  private static Flight.Phase phase(FlightStatus.Phase phase) {
    return Arrays.stream(Flight.Phase.values())
        .filter(p -> p.text().equals(phase.name()))
        .findFirst()
        .orElseThrow();
  }

  private static ApplyStrategy strategy(String text) {
    return Arrays.stream(ApplyStrategy.values())
        .filter(s -> s.text().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no strategy"));
  }
}

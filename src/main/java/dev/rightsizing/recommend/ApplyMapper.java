// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.apply.ChangeRecord;
import dev.rightsizing.api.v1alpha1.recommendation.apply.GuardVerdict;
import dev.rightsizing.api.v1alpha1.recommendation.apply.InForceStatus;
import dev.rightsizing.api.v1alpha1.recommendation.apply.WorkloadApplyStatus;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.AppliedChange;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.model.apply.ApplyVerdict;
import dev.rightsizing.model.apply.InForce;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes what is remembered of a workload's changes into {@code status.apply} of its
 * Recommendation, and reads it back. Nothing is lost but fractions of a second, what is over the
 * schema's bounds (messages of more than 1024 characters, verdicts of more than 64 guards), and
 * verdicts that allow.
 */
public final class ApplyMapper {
  private static final int LONGEST_MESSAGE = 1024;
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_SIZES = 512;
  private static final int MOST_VERDICTS = 64;

  private final StepSizes sizes = new StepSizes();
  private final FlightMapper flights = new FlightMapper();

  /**
   * What a status remembers.
   *
   * @param unreadable what of it cannot be understood and must not be lost, for people: it stays as
   *     it is until somebody mends it, and the workload is left alone; empty where all is well
   */
  public record Remembered(ApplyMemory memory, Optional<String> unreadable) {}

  /** The part of the status. */
  public WorkloadApplyStatus write(ApplyMemory memory) {
    WorkloadApplyStatus status = new WorkloadApplyStatus();
    status.setState(WorkloadApplyStatus.State.valueOf(memory.state().text()));
    status.setReason(memory.reason().text());
    status.setMessage(message(memory.message()));
    status.setSince(Times.text(memory.since()));
    status.setNext(memory.next().isEmpty() ? null : sizes.write(memory.next()));
    status.setVerdicts(verdicts(memory.verdicts()));
    status.setFlight(memory.flight().map(flights::write).orElse(null));
    status.setInForce(memory.inForce().map(this::inForce).orElse(null));
    status.setUndos(memory.undos());
    status.setNotBefore(memory.notBefore().map(Times::text).orElse(null));
    status.setRelease(memory.release().isEmpty() ? null : memory.release());
    status.setLastEnd(memory.lastEnd().map(Times::text).orElse(null));
    status.setAsked(memory.asked().map(Times::text).orElse(null));
    status.setHistory(
        memory.history().isEmpty()
            ? null
            : memory.history().stream().limit(ApplyMemory.HISTORY).map(this::change).toList());
    return status;
  }

  private static List<GuardVerdict> verdicts(List<ApplyVerdict> verdicts) {
    List<GuardVerdict> written =
        verdicts.stream()
            .filter(verdict -> verdict.result() != ApplyVerdict.Result.ALLOW)
            .limit(MOST_VERDICTS)
            .map(ApplyMapper::verdict)
            .toList();
    return written.isEmpty() ? null : written;
  }

  private static GuardVerdict verdict(ApplyVerdict values) {
    GuardVerdict verdict = new GuardVerdict();
    verdict.setGuard(values.guard());
    verdict.setResult(GuardVerdict.Result.valueOf(values.result().text()));
    verdict.setReason(values.reason().text());
    verdict.setMessage(message(values.message()));
    verdict.setUntil(values.until().map(Times::text).orElse(null));
    return verdict;
  }

  private InForceStatus inForce(InForce values) {
    InForceStatus status = new InForceStatus();
    status.setSizes(sizes.write(values.steps()));
    status.setTemplate(values.template());
    status.setSince(Times.text(values.since()));
    return status;
  }

  private ChangeRecord change(AppliedChange values) {
    ChangeRecord change = new ChangeRecord();
    change.setAt(Times.text(values.at()));
    change.setContainer(values.steps().isEmpty() ? null : values.steps().get(0).container());
    change.setFrom(PlainText.line(sizes.text(values.steps(), true), LONGEST_SIZES));
    change.setTo(PlainText.line(sizes.text(values.steps(), false), LONGEST_SIZES));
    change.setSizes(sizes.write(values.steps()));
    change.setTargets(values.targets().isEmpty() ? null : sizes.targets(values.targets()));
    change.setReason(values.reason().text());
    change.setMessage(message(values.message()));
    change.setBy(PlainText.line(values.by(), LONGEST_NAME));
    change.setOutcome(ChangeRecord.Outcome.valueOf(values.outcome().text()));
    return change;
  }

  private static String message(String text) {
    return PlainText.line(text, LONGEST_MESSAGE);
  }

  /**
   * What a status remembers; that of a workload which was never changed where it has nothing.
   *
   * @param status may be null
   */
  public Remembered read(RecommendationStatus status, Instant now) {
    if (status == null || status.getApply() == null) {
      return new Remembered(ApplyMemory.first(now), Optional.empty());
    }
    try {
      return new Remembered(memory(status.getApply(), now), Optional.empty());
    } catch (IllegalArgumentException | DateTimeException e) {
      return unreadable(e.getMessage(), now);
    }
  }

  private static Remembered unreadable(String why, Instant now) {
    String message =
        "status.apply cannot be read (%s), so the workload is left alone; mend it, or remove it to start anew"
            .formatted(why);
    ApplyMemory first = ApplyMemory.first(now);
    return new Remembered(
        new ApplyMemory(
            ApplyState.HELD,
            Reason.INTERNAL_ERROR,
            message,
            now,
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            first.release(),
            Optional.empty(),
            Optional.empty(),
            List.of()),
        Optional.of(message));
  }

  /** Strict in what decides about writes to a workload, lenient in what is for people alone. */
  private ApplyMemory memory(WorkloadApplyStatus status, Instant now) {
    if (status.getState() == null) {
      throw new IllegalArgumentException("state is missing");
    }
    return new ApplyMemory(
        state(status.getState()),
        reason(status.getReason()),
        Objects.requireNonNullElse(status.getMessage(), ""),
        status.getSince() == null ? now : Times.parse(status.getSince()),
        sizes.read(status.getNext()),
        Objects.requireNonNullElse(status.getVerdicts(), List.<GuardVerdict>of()).stream()
            .flatMap(ApplyMapper::verdict)
            .toList(),
        Optional.ofNullable(status.getFlight()).map(flights::read),
        Optional.ofNullable(status.getInForce()).map(this::inForce),
        Objects.requireNonNullElse(status.getUndos(), 0),
        Optional.ofNullable(status.getNotBefore()).map(Times::parse),
        Objects.requireNonNullElse(status.getRelease(), ""),
        Optional.ofNullable(status.getLastEnd()).map(Times::parse),
        Optional.ofNullable(status.getAsked()).map(Times::parse),
        Objects.requireNonNullElse(status.getHistory(), List.<ChangeRecord>of()).stream()
            .flatMap(this::change)
            .toList());
  }

  private static Stream<ApplyVerdict> verdict(GuardVerdict verdict) {
    if (verdict.getGuard() == null || verdict.getResult() == null) {
      return Stream.empty();
    }
    ApplyVerdict.Result result =
        Arrays.stream(ApplyVerdict.Result.values())
            .filter(r -> r.text().equals(verdict.getResult().name()))
            .findFirst()
            .orElseThrow();
    return Stream.of(
        new ApplyVerdict(
            verdict.getGuard(),
            result,
            reason(verdict.getReason()),
            Objects.requireNonNullElse(verdict.getMessage(), ""),
            Optional.ofNullable(verdict.getUntil()).flatMap(Times::tolerant)));
  }

  private InForce inForce(InForceStatus status) {
    return new InForce(
        sizes.read(status.getSizes()),
        Objects.requireNonNullElse(status.getTemplate(), ""),
        Times.parse(status.getSince()));
  }

  private Stream<AppliedChange> change(ChangeRecord change) {
    if (change.getOutcome() == null) {
      return Stream.empty();
    }
    AppliedChange.Outcome outcome =
        Arrays.stream(AppliedChange.Outcome.values())
            .filter(o -> o.text().equals(change.getOutcome().name()))
            .findFirst()
            .orElseThrow();
    try {
      return Stream.of(
          new AppliedChange(
              Times.parse(change.getAt()),
              sizes.read(change.getSizes()),
              sizes.steps(change.getTargets()),
              reason(change.getReason()),
              Objects.requireNonNullElse(change.getMessage(), ""),
              Objects.requireNonNullElse(change.getBy(), ""),
              outcome));
    } catch (IllegalArgumentException | DateTimeException e) {
      // Somebody else wrote it; the past decides nothing.
      return Stream.empty();
    }
  }

  private static ApplyState state(WorkloadApplyStatus.State state) {
    return Arrays.stream(ApplyState.values())
        .filter(s -> s.text().equals(state.name()))
        .findFirst()
        .orElseThrow();
  }

  /** One of another version is shown as an internal error; no reason decides anything. */
  static Reason reason(String text) {
    return Arrays.stream(Reason.values())
        .filter(r -> r.text().equals(text))
        .findFirst()
        .orElse(Reason.INTERNAL_ERROR);
  }
}

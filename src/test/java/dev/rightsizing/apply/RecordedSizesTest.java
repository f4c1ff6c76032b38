// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplySettings.Interruption;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.Flight.Phase;
import dev.rightsizing.model.apply.InForce;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last door before a write. */
class RecordedSizesTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final WorkloadRef REF = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "cart");
  private static final TargetStep TARGET =
      new TargetStep("HorizontalPodAutoscaler", "cart", 0, Resource.CPU, Optional.empty(), 70, 88);

  /** In flight is app from 500m to 300m, in force is app with memory of 2Gi. */
  @ParameterizedTest
  @CsvSource({
    "PODS,    app,  CPU,    300m, true",
    "PODS,    app,  CPU,    500m, false",
    "PODS,    app,  CPU,    299m, false",
    "PODS,    side, CPU,    300m, false",
    "PODS,    app,  MEMORY, 2Gi,  true",
    "PODS,    app,  MEMORY, 1Gi,  false",
    "UNDOING, app,  CPU,    500m, true",
    "UNDOING, app,  CPU,    300m, false",
    "UNDOING, app,  MEMORY, 2Gi,  true"
  })
  void letsOnlyPassWhatWasKept(
      Phase phase, String container, Resource resource, String size, boolean passes) {
    RecordedSizes recorded = new RecordedSizes(REF, memory(phase));
    Act act = new Act.Template(List.of(step(container, resource, "1", size)));
    if (passes) {
      assertThatCode(() -> recorded.check(act)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> recorded.check(act)).isInstanceOf(UnrecordedSizeException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"PODS,false,true", "PODS,true,false", "UNDOING,true,true", "UNDOING,false,false"})
  void letsOnlyPassTargetsOfItsDirection(Phase phase, boolean reversed, boolean passes) {
    RecordedSizes recorded = new RecordedSizes(REF, memory(phase));
    Act act = new Act.Target(reversed ? TARGET.reversed() : TARGET);
    if (passes) {
      assertThatCode(() -> recorded.check(act)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> recorded.check(act)).isInstanceOf(UnrecordedSizeException.class);
    }
  }

  private static SizeStep step(String container, Resource resource, String from, String to) {
    return new SizeStep(
        container, ContainerRole.MAIN, resource, size(resource, from), size(resource, to));
  }

  private static Size size(Resource resource, String quantity) {
    return Size.of(Amount.parse(resource, quantity), null);
  }

  private static ApplyMemory memory(Phase phase) {
    Flight flight =
        new Flight(
            "id",
            Phase.PODS,
            ApplyStrategy.IN_PLACE,
            List.of(step("app", Resource.CPU, "500m", "300m")),
            List.of(TARGET),
            NOW,
            NOW,
            Optional.empty(),
            "v1",
            "t1",
            "policy",
            Interruption.FINISH,
            Optional.empty());
    Flight now =
        phase == Phase.UNDOING
            ? flight.undoing(new Cause(Reason.UNDO_REQUESTED, "asked"), NOW)
            : flight;
    InForce inForce = new InForce(List.of(step("app", Resource.MEMORY, "1Gi", "2Gi")), "t1", NOW);
    return ApplyMemory.first(NOW).with(Optional.of(now)).withInForce(Optional.of(inForce));
  }
}

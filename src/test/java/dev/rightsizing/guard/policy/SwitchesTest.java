// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.apply.Facts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Guards on what people and administrators switched. */
class SwitchesTest {
  private final Facts facts = new Facts().cpu("1/2", "500m/1");

  @ParameterizedTest
  @MethodSource("dev.rightsizing.guard.policy.SwitchesTest#guards")
  void allowWhereNothingIsSwitched(Guard guard) {
    assertThat(guard.judge(facts.step(), facts.facts())).isEqualTo(Verdict.ALLOW);
  }

  static List<Guard> guards() {
    return PolicyGuards.switches();
  }

  @Test
  void aGlobalStopHoldsAndSaysWhy() {
    facts.stopped = Optional.of("ConfigMap rightsizing-stop exists");
    assertThat(new GlobalStop().judge(facts.step(), facts.facts()))
        .isEqualTo(
            new Verdict.Hold(
                Reason.APPLY_STOPPED,
                "All changes are stopped: ConfigMap rightsizing-stop exists"));
  }

  @Test
  void anOperatorThatMayNotChangeWorkloadsRefuses() {
    facts.enabled = false;
    assertThat(new Enabled().judge(facts.step(), facts.facts()))
        .isEqualTo(new Verdict.Refuse(Reason.APPLY_DISABLED, Reason.APPLY_DISABLED.sentence()));
  }

  @Test
  void aMissingRightIsNamed() {
    facts.missing = Optional.of("bind ClusterRole rightsizing-apply");
    assertThat(new Rights().judge(facts.step(), facts.facts()))
        .isEqualTo(
            new Verdict.Refuse(Reason.APPLY_FORBIDDEN, "bind ClusterRole rightsizing-apply"));
  }

  @Test
  void aPausedWorkloadIsHeldAlsoWhereAStepIsRequested() {
    facts.paused = true;
    facts.once = Optional.of("anna");
    assertThat(new Paused().judge(facts.step(), facts.facts()))
        .isInstanceOfSatisfying(
            Verdict.Hold.class,
            hold -> {
              assertThat(hold.reason()).isEqualTo(Reason.APPLY_PAUSED);
              assertThat(hold.until()).isEmpty();
              assertThat(hold.message())
                  .contains("rightsizing.dev/paused", "deployment-checkout", "rightsize resume");
            });
  }
}

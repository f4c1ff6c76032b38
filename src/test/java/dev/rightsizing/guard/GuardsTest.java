// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.ApplyVerdict;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import dev.rightsizing.testkit.apply.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardsTest {
  private static final Verdict HOLD = new Verdict.Hold(Reason.COOLING_DOWN, "wait");
  private static final Verdict REFUSE = new Verdict.Refuse(Reason.REJECTED, "no");

  private final Facts facts = new Facts().cpu("1/2", "500m/1");
  private final List<ProposedStep> seen = new ArrayList<>();

  @Test
  void allAreAskedAndEachSeesWhatIsLeft() {
    SizeStep half = Facts.step("app", Resource.CPU, "1/2", "700m/1400m");
    Judgement judged =
        judge(HOLD, new Verdict.Shrink(List.of(half), Reason.STEP_LIMITED, "half"), Verdict.ALLOW);
    assertThat(seen).hasSize(3);
    assertThat(seen.get(1).steps()).isEqualTo(facts.steps);
    assertThat(seen.get(2).steps()).containsExactly(half);
    assertThat(judged.step().steps()).containsExactly(half);
    assertThat(judged.verdicts())
        .extracting(ApplyVerdict::guard, ApplyVerdict::result, ApplyVerdict::reason)
        .containsExactly(
            tuple("G0", ApplyVerdict.Result.HOLD, Reason.COOLING_DOWN),
            tuple("G1", ApplyVerdict.Result.SHRINK, Reason.STEP_LIMITED));
  }

  @Test
  void aRefusalIsShownBeforeWhatOnlyWaits() {
    Judgement judged = judge(HOLD, REFUSE);
    assertThat(judged.isAllowed()).isFalse();
    assertThat(judged.why().orElseThrow().reason()).isEqualTo(Reason.REJECTED);
  }

  @Test
  void whereNothingIsLeftTheLastThatShrankIsTheReason() {
    Judgement judged = judge(new Verdict.Shrink(List.of(), Reason.AT_RISK, "at risk"));
    assertThat(judged.isAllowed()).isFalse();
    assertThat(judged.stop()).isEmpty();
    assertThat(judged.why().orElseThrow().reason()).isEqualTo(Reason.AT_RISK);
  }

  @Test
  void aStepThatIsAllowedNeedsNoReason() {
    assertThat(judge(Verdict.ALLOW).isAllowed()).isTrue();
    assertThat(judge(Verdict.ALLOW).why()).isEmpty();
  }

  /** 50 % of 1 core and of a sidecar of 1 core is a scale point of 1 core. */
  @ParameterizedTest
  @CsvSource({
    // request of app after the step, target (0 for none)
    "500m, 67",
    "700m, 59",
    "990m, 0",
    "1, 0",
  })
  void targetsGoAsFarAsRequests(String request, int target) {
    facts.targets.add(target(67, Optional.empty()));
    SizeStep left = Facts.step("app", Resource.CPU, "1/2", request + "/2");
    Judgement judged = judge(new Verdict.Shrink(List.of(left), Reason.STEP_LIMITED, "less"));
    assertThat(judged.step().targets())
        .isEqualTo(target == 0 ? List.of() : List.of(target(target, Optional.empty())));
  }

  @Test
  void aTargetOfAnotherContainerStays() {
    facts.with("proxy", Resource.CPU, "1/2", "500m/1");
    facts.targets.add(target(100, Optional.of("app")));
    facts.targets.add(target(100, Optional.of("proxy")));
    Judgement judged =
        judge(
            new Verdict.Shrink(
                List.of(
                    Facts.step("app", Resource.CPU, "1/2", "1/2"),
                    Facts.step("proxy", Resource.CPU, "1/2", "800m/1")),
                Reason.STEP_LIMITED,
                "less"));
    assertThat(judged.step().targets()).containsExactly(target(63, Optional.of("proxy")));
  }

  @Test
  void withoutAShrinkTargetsAreThoseOfTheGoal() {
    facts.targets.add(target(67, Optional.empty()));
    assertThat(judge(Verdict.ALLOW).step().targets()).isEqualTo(facts.targets);
  }

  private static TargetStep target(int to, Optional<String> container) {
    return new TargetStep(
        "HorizontalPodAutoscaler",
        "checkout",
        container.filter("proxy"::equals).map(c -> 1).orElse(0),
        Resource.CPU,
        container,
        50,
        to);
  }

  private Judgement judge(Verdict... verdicts) {
    List<Guard> guards = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      guards.add(new Fixed("G" + guards.size(), verdict));
    }
    return new Guards(guards).judge(facts.step(), facts.facts());
  }

  private final class Fixed implements Guard {
    private final String name;
    private final Verdict verdict;

    Fixed(String name, Verdict verdict) {
      this.name = name;
      this.verdict = verdict;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Verdict judge(ProposedStep step, GuardFacts facts) {
      seen.add(step);
      return verdict;
    }
  }
}

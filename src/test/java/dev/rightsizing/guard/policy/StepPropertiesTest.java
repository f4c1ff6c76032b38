// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.Guards;
import dev.rightsizing.guard.Judgement;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.testkit.apply.Facts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every step, whatever the sizes: of one, and of all up to the goal. */
class StepPropertiesTest {
  private static final int MOST_STEPS = 5_000;

  private final Guards guards = new Guards(PolicyGuards.sizes());

  @Property(tries = 1_000)
  void aStepStaysBetweenWhatIsAndTheGoal(
      @ForAll("changes") SizeStep change,
      @ForAll @IntRange(min = 1, max = 100) int down,
      @ForAll @IntRange(min = 1, max = 400) int up) {
    for (SizeStep step : once(facts(change, down, up)).step().steps()) {
      within(step.from().request(), step.to().request(), change.to().request(), true);
      boolean fresh = step.from().limit().isEmpty();
      within(step.from().limit(), step.to().limit(), change.to().limit(), !fresh);
    }
  }

  @Property(tries = 1_000)
  void theRequestIsNeverAboveTheLimit(
      @ForAll("changes") SizeStep change, @ForAll @IntRange(min = 1, max = 100) int down) {
    for (SizeStep step : once(facts(change, down, 100)).step().steps()) {
      Size to = step.to();
      assertThat(to.capped()).isEqualTo(to);
    }
  }

  @Property(tries = 1_000)
  void aStepIsNotLongerThanThePolicyLetsIt(
      @ForAll("changes") SizeStep change,
      @ForAll @IntRange(min = 1, max = 100) int down,
      @ForAll @IntRange(min = 1, max = 400) int up) {
    double granule = change.resource().granule() * (1 + 1e-6);
    for (SizeStep step : once(facts(change, down, up)).step().steps()) {
      double from = step.from().request().orElseThrow().value();
      double to = step.to().request().orElseThrow().value();
      assertThat(to).isLessThanOrEqualTo(from * (1 + up / 100.0) + granule);
      assertThat(to)
          .isGreaterThanOrEqualTo(Math.min(from * (1 - down / 100.0 - 1e-12), from - granule));
    }
  }

  @Property(tries = 1_000)
  void memoryNeverFallsUnderWhatIsUsed(
      @ForAll("memory") SizeStep change,
      @ForAll @IntRange(min = 1, max = 4_000) int peak,
      @ForAll @IntRange(min = 1, max = 4_000) int used) {
    Facts facts = facts(change, 100, 100).uses(peak + "Mi", used + "Mi");
    for (SizeStep step : once(facts).step().steps()) {
      Amount atLeast = Amount.parse(Resource.MEMORY, Math.max(peak, used) + "Mi");
      if (step.requestFalls()) {
        assertThat(step.to().request().orElseThrow()).isGreaterThanOrEqualTo(atLeast);
      }
      if (step.limitFalls()) {
        assertThat(step.to().limit().orElseThrow())
            .isGreaterThanOrEqualTo(atLeast.times(MemoryFloor.MARGIN));
      }
    }
  }

  @Property(tries = 500)
  void stepsReachTheGoal(
      @ForAll("changes") SizeStep change,
      @ForAll @IntRange(min = 1, max = 100) int down,
      @ForAll @IntRange(min = 1, max = 400) int up) {
    SizeStep left = change;
    int steps = 0;
    while (left.isChange()) {
      List<SizeStep> made = once(facts(left, down, up)).step().steps();
      assertThat(made).as("a step of %s", left).hasSize(1);
      left =
          new SizeStep(
              left.container(), left.role(), left.resource(), made.get(0).to(), change.to());
      steps++;
      assertThat(steps).isLessThan(MOST_STEPS);
    }
  }

  /** With memory that is used in between, steps end as well: at the floor, not before it. */
  @Property(tries = 500)
  void stepsEndAtTheFloor(
      @ForAll("memory") SizeStep change, @ForAll @IntRange(min = 1, max = 4_000) int peak) {
    SizeStep left = change;
    int steps = 0;
    while (true) {
      List<SizeStep> made = once(facts(left, 30, 100).uses(peak + "Mi", "0")).step().steps();
      if (made.isEmpty()) {
        break;
      }
      left =
          new SizeStep(
              left.container(), left.role(), left.resource(), made.get(0).to(), change.to());
      assertThat(++steps).isLessThan(MOST_STEPS);
    }
    Amount end = left.from().request().orElseThrow();
    Amount goal = change.to().request().orElseThrow();
    Amount floor = Amount.parse(Resource.MEMORY, peak + "Mi");
    Amount before = change.from().request().orElseThrow();
    assertThat(end).isEqualTo(goal.compareTo(before) >= 0 ? goal : goal.max(floor.min(before)));
  }

  @Property(tries = 500)
  void inTroubleNothingFalls(@ForAll("changes") SizeStep change) {
    Facts facts = facts(change, 30, 100);
    facts.throttled = List.of("app");
    assertThat(once(facts).step().goesDown()).isFalse();
  }

  private Judgement once(Facts facts) {
    return guards.judge(facts.step(), facts.facts());
  }

  private static Facts facts(SizeStep change, int down, int up) {
    Facts facts = new Facts();
    facts.steps.add(change);
    facts.downPercent = down;
    facts.upPercent = up;
    facts.peaks = new HashMap<>(Map.of("app", Amount.zero(Resource.MEMORY)));
    facts.workingSets = Optional.of(Map.of("app", Amount.zero(Resource.MEMORY)));
    return facts;
  }

  /** Never past the goal and never away from it; a limit that is new begins above it. */
  private static void within(
      Optional<Amount> from, Optional<Amount> to, Optional<Amount> goal, boolean above) {
    if (to.isEmpty() || goal.isEmpty()) {
      assertThat(to.isPresent()).isEqualTo(goal.isPresent());
      return;
    }
    if (above) {
      Amount before = from.orElseThrow();
      assertThat(to.get()).isBetween(before.min(goal.get()), before.max(goal.get()));
    } else {
      assertThat(to.get()).isGreaterThanOrEqualTo(goal.get());
    }
  }

  @Provide
  Arbitrary<SizeStep> changes() {
    return Arbitraries.of(Resource.values())
        .flatMap(StepPropertiesTest::change)
        .filter(SizeStep::isChange);
  }

  @Provide
  Arbitrary<SizeStep> memory() {
    return change(Resource.MEMORY).filter(SizeStep::isChange);
  }

  private static Arbitrary<SizeStep> change(Resource resource) {
    return Combinators.combine(size(resource), size(resource))
        .as(
            (from, to) -> {
              SizeStep step = Facts.step("app", resource, "1/1", "1/1");
              return new SizeStep("app", step.role(), resource, from, to);
            });
  }

  /** A request, and in three of four cases a limit that is as large or larger. */
  private static Arbitrary<Size> size(Resource resource) {
    Arbitrary<Integer> granules = Arbitraries.integers().between(1, 4_000);
    Arbitrary<Integer> over = Arbitraries.of(0, 0, 1, 7, 100, 2_500);
    Arbitrary<Integer> kind = Arbitraries.integers().between(0, 3);
    return Combinators.combine(granules, over, kind)
        .as(
            (request, more, none) ->
                new Size(
                    Optional.of(amount(resource, request)),
                    none == 0 ? Optional.empty() : Optional.of(amount(resource, request + more))));
  }

  private static Amount amount(Resource resource, int granules) {
    return Amount.parse(resource, granules + (resource == Resource.CPU ? "m" : "Mi"));
  }
}

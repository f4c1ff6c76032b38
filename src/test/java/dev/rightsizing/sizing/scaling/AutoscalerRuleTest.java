// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.scaling;

import static dev.rightsizing.testkit.Containers.size;
import static dev.rightsizing.testkit.Containers.sizing;
import static dev.rightsizing.testkit.Containers.spec;
import static dev.rightsizing.testkit.Containers.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.AutoscalerMode;
import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Autoscaling.Target;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Management;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ScaleAdvice;
import dev.rightsizing.model.ScaleAdvice.Decision;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.sizing.scaling.AutoscalerRule.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoscalerRuleTest {
  private static final Target CPU_50 = new Target(Resource.CPU, Optional.empty(), 50, 0);

  private final AutoscalerRule rule = new AutoscalerRule();

  private static ContainerSizing container(String name, String cpu, String then) {
    return container(name, ContainerRole.MAIN, cpu, then);
  }

  private static ContainerSizing container(
      String name, ContainerRole role, String cpu, String then) {
    return sizing(spec(name, role, 0, cpu, "1Gi/1Gi"), then, "1Gi/1Gi");
  }

  private static Workload scaled(List<ContainerSizing> sizings, Target... targets) {
    Autoscaling hpa =
        new Autoscaling(Autoscaling.HPA, "web", 2, 20, Arrays.asList(targets), List.of());
    return workload(
            WorkloadKind.DEPLOYMENT,
            "web",
            4,
            sizings.stream().map(ContainerSizing::container).toArray(ContainerSpec[]::new))
        .withManagement(Management.NONE.withAutoscalers(List.of(hpa)));
  }

  private Outcome apply(AutoscalerMode mode, List<ContainerSizing> sizings, Target... targets) {
    return rule.apply(scaled(sizings, targets), sizings, mode, Map.of(), name -> false);
  }

  private static String cpu(Outcome outcome, int container) {
    var size = outcome.containers().get(container).cpu().recommended();
    return size.request().map(Amount::toQuantity).orElse("-")
        + "/"
        + size.limit().map(Amount::toQuantity).orElse("-");
  }

  @Test
  void aRequestThatAnHpaScalesOnIsHeld() {
    Outcome outcome =
        apply(AutoscalerMode.HOLD, List.of(container("app", "1/2", "600m/1200m")), CPU_50);

    assertThat(cpu(outcome, 0)).isEqualTo("1/2");
    assertThat(outcome.containers().get(0).cpu().verdict()).isEqualTo(Verdict.HELD_BY_AUTOSCALER);
    ScaleAdvice advice = outcome.advice().get(0);
    assertThat(advice.decision()).isEqualTo(Decision.HELD);
    // 50 x 1 / 0.6 = 83.3
    assertThat(advice.keepingPercent()).contains(83);
    assertThat(advice.otherwise()).containsEntry("app", size(Resource.CPU, "600m/1200m"));
    assertThat(outcome.containers().get(0).cpu().explanation())
        .isEqualTo(
            "because; kept, because HorizontalPodAutoscaler/web scales on cpu at 50 % of the"
                + " request: with 600m a target of 83 % would add pods where they are added now"
                + " (50 x 1 / 600m)");
    // Memory is not what it scales on.
    assertThat(outcome.containers().get(0).memory().verdict()).isEqualTo(Verdict.REDUCIBLE);
  }

  @Test
  void aGreaterRequestIsHeldToo() {
    Outcome outcome = apply(AutoscalerMode.HOLD, List.of(container("app", "1/-", "2/-")), CPU_50);

    assertThat(cpu(outcome, 0)).isEqualTo("1/-");
    assertThat(outcome.advice().get(0).keepingPercent()).contains(25);
  }

  @Test
  void aContainersMetricHoldsThatContainerAlone() {
    Outcome outcome =
        apply(
            AutoscalerMode.HOLD,
            List.of(container("app", "1/-", "500m/-"), container("log", "1/-", "100m/-")),
            new Target(Resource.CPU, Optional.of("app"), 60, 0));

    assertThat(cpu(outcome, 0)).isEqualTo("1/-");
    assertThat(cpu(outcome, 1)).isEqualTo("100m/-");
    // 60 x 1 / 0.5
    assertThat(outcome.advice().get(0).keepingPercent()).contains(120);
  }

  @Test
  void aPodsMetricCountsContainersAndSidecarsButNoInitContainers() {
    Outcome outcome =
        apply(
            AutoscalerMode.SCALE_POINT,
            List.of(
                container("init", ContainerRole.INIT, "4/-", "1/-"),
                container("proxy", ContainerRole.SIDECAR, "500m/-", "500m/-"),
                container("app", "1500m/-", "750m/-")),
            CPU_50);

    // 50 x (0.5 + 1.5) / (0.5 + 0.75)
    assertThat(outcome.advice().get(0).keepingPercent()).contains(80);
    assertThat(cpu(outcome, 0)).isEqualTo("1/-");
    assertThat(cpu(outcome, 2)).isEqualTo("750m/-");
  }

  @Test
  void aContainerThatIsLeftAloneCountsWithWhatItHas() {
    List<ContainerSizing> all =
        List.of(container("app", "1/-", "500m/-"), container("left", "1/-", "1/-"));

    Outcome outcome =
        rule.apply(
            scaled(all, CPU_50),
            all.subList(0, 1),
            AutoscalerMode.SCALE_POINT,
            Map.of(),
            n -> false);

    // 50 x 2 / 1.5 = 66.7
    assertThat(outcome.advice().get(0).keepingPercent()).contains(67);
  }

  @Test
  void whatOnlyPodsHaveCountsInAPodsMetric() {
    List<ContainerSizing> app = List.of(container("app", "1/-", "500m/-"));

    Outcome outcome =
        rule.apply(
            scaled(app, CPU_50),
            app,
            AutoscalerMode.SCALE_POINT,
            Map.of(Resource.CPU, Amount.cores(1)),
            n -> false);

    // 50 x (1 + 1) / (0.5 + 1) = 66.7
    assertThat(outcome.advice().get(0).keepingPercent()).contains(67);
  }

  @Test
  void whatPodsAskForAtTheirOwnLevelCountsInPlaceOfTheirContainers() {
    List<ContainerSizing> sizings =
        List.of(
            container("app", "100m/-", "100m/-"),
            container("pod", ContainerRole.POD, "2/-", "1250m/-"));

    Outcome outcome =
        rule.apply(
            scaled(sizings.subList(0, 1), CPU_50),
            sizings,
            AutoscalerMode.SCALE_POINT,
            Map.of(Resource.CPU, Amount.cores(1)),
            name -> false);

    // 50 x 2 / 1.25: what is injected is within the pod's own request.
    assertThat(outcome.advice().get(0).keepingPercent()).contains(80);
    assertThat(cpu(outcome, 1)).isEqualTo("1250m/-");
  }

  @Test
  void theScalePointComesWithTheNewSize() {
    Outcome outcome =
        apply(AutoscalerMode.SCALE_POINT, List.of(container("app", "1/2", "600m/1200m")), CPU_50);

    assertThat(cpu(outcome, 0)).isEqualTo("600m/1200m");
    assertThat(outcome.containers().get(0).cpu().verdict()).isEqualTo(Verdict.REDUCIBLE);
    assertThat(outcome.containers().get(0).cpu().explanation())
        .endsWith("; goes together with a new target of HorizontalPodAutoscaler/web");
    ScaleAdvice advice = outcome.advice().get(0);
    assertThat(advice.decision()).isEqualTo(Decision.SCALE_POINT);
    assertThat(advice.keepingPercent()).contains(83);
    assertThat(advice.message())
        .isEqualTo(
            "HorizontalPodAutoscaler/web scales on cpu at 50 % of the request: set it to 83 %"
                + " together with the new requests (50 x 1 / 600m); one without the other changes"
                + " the number of pods");
  }

  @Test
  void aTargetThatLimitsEndBeforeItIsReachedHoldsTheRequest() {
    // Guaranteed: usage ends at 100 % of the request. 80 x 1 / 0.6 = 133 %.
    Outcome outcome =
        apply(
            AutoscalerMode.SCALE_POINT,
            List.of(container("app", "1/1", "600m/600m")),
            new Target(Resource.CPU, Optional.empty(), 80, 0));

    assertThat(cpu(outcome, 0)).isEqualTo("1/1");
    assertThat(outcome.advice().get(0).decision()).isEqualTo(Decision.HELD);
    assertThat(outcome.advice().get(0).message())
        .endsWith("but limits end usage at 100 %, so that none would be added");
  }

  @Test
  void aTargetUnderOnePercentCannotBe() {
    Outcome outcome =
        apply(
            AutoscalerMode.SCALE_POINT,
            List.of(container("app", "10m/-", "10/-")),
            new Target(Resource.CPU, Optional.empty(), 50, 0));

    // 50 x 0.01 / 10 = 0.05 %
    assertThat(outcome.advice().get(0).decision()).isEqualTo(Decision.HELD);
    assertThat(outcome.advice().get(0).keepingPercent()).isEmpty();
    assertThat(cpu(outcome, 0)).isEqualTo("10m/-");
  }

  @Test
  void ignoreChangesTheRequestAndSaysWhatThatMeans() {
    Outcome outcome =
        apply(AutoscalerMode.IGNORE, List.of(container("app", "1/-", "600m/-")), CPU_50);

    assertThat(cpu(outcome, 0)).isEqualTo("600m/-");
    assertThat(outcome.advice().get(0).decision()).isEqualTo(Decision.IGNORED);
    assertThat(outcome.containers().get(0).cpu().explanation())
        .endsWith("; HorizontalPodAutoscaler/web will run a different number of pods");
  }

  @Test
  void aRequestThatStaysIsNotHeld() {
    Outcome outcome = apply(AutoscalerMode.HOLD, List.of(container("app", "1/-", "1/-")), CPU_50);

    assertThat(outcome.containers().get(0).cpu().verdict()).isEqualTo(Verdict.REDUCIBLE);
    assertThat(outcome.advice().get(0).decision()).isEqualTo(Decision.UNCHANGED);
  }

  @Test
  void anHpaThatLacksARequestHoldsNothing() {
    Outcome outcome =
        apply(
            AutoscalerMode.HOLD,
            List.of(container("app", "1/-", "600m/-"), container("log", "-/-", "100m/-")),
            CPU_50);

    assertThat(cpu(outcome, 0)).isEqualTo("600m/-");
    assertThat(cpu(outcome, 1)).isEqualTo("100m/-");
    assertThat(outcome.advice().get(0).decision()).isEqualTo(Decision.NO_REQUEST);
    assertThat(outcome.advice().get(0).message()).contains("container log has a request");
  }

  @Test
  void aHeldMemoryRequestMayStillGetAGreaterLimitAfterAKill() {
    Target memory = new Target(Resource.MEMORY, Optional.empty(), 80, 0);
    List<ContainerSizing> sizings =
        List.of(
            sizing(spec("app", ContainerRole.MAIN, 0, "1/-", "512Mi/512Mi"), "1/-", "768Mi/768Mi"));

    Outcome calm =
        rule.apply(scaled(sizings, memory), sizings, AutoscalerMode.HOLD, Map.of(), name -> false);
    Outcome killed =
        rule.apply(scaled(sizings, memory), sizings, AutoscalerMode.HOLD, Map.of(), name -> true);

    assertThat(calm.containers().get(0).memory().recommended())
        .isEqualTo(size(Resource.MEMORY, "512Mi/512Mi"));
    assertThat(killed.containers().get(0).memory().recommended())
        .isEqualTo(size(Resource.MEMORY, "512Mi/768Mi"));
    assertThat(killed.containers().get(0).memory().explanation())
        .endsWith("; its limit is raised to 768Mi, as kills or peaks require");
  }

  @Test
  void sizesThatAreCutAfterwardsGetTheirOwnTarget() {
    List<ContainerSizing> grown = List.of(container("app", "1/-", "2/-"));
    Target full = new Target(Resource.CPU, Optional.empty(), 100, 0);
    Outcome outcome = apply(AutoscalerMode.SCALE_POINT, grown, full);
    assertThat(outcome.advice().get(0).keepingPercent()).contains(50);

    List<ScaleAdvice> again =
        rule.again(
            scaled(grown, full),
            List.of(container("app", "1/-", "1250m/-")),
            outcome.advice(),
            Map.of());

    // 100 x 1 / 1.25
    assertThat(again.get(0).keepingPercent()).contains(80);
  }

  @ParameterizedTest
  @CsvSource({
    // target now, CPU after 1 core, new target, whether it is proposed
    "50, 600m,  83,  true",
    "50, 556m,  90,  true",
    "50, 550m,  91,  false",
    "80, 1600m, 50,  true",
    "80, 1700m, 47,  false",
    // not further from 50 to 90 % than now
    "95, 1010m, 94,  true",
    "95, 990m,  96,  false",
    "30, 800m,  38,  true",
    "30, 1100m, 27,  false",
    "30, 200m,  150, false",
  })
  void aNewTargetIsWithin50To90Percent(int now, String then, int target, boolean proposed) {
    Outcome outcome =
        apply(
            AutoscalerMode.SCALE_POINT,
            List.of(container("app", "1/-", then + "/-")),
            new Target(Resource.CPU, Optional.empty(), now, 0));

    ScaleAdvice advice = outcome.advice().get(0);
    assertThat(advice.keepingPercent()).contains(target);
    assertThat(advice.decision()).isEqualTo(proposed ? Decision.SCALE_POINT : Decision.HELD);
    assertThat(cpu(outcome, 0)).isEqualTo((proposed ? then : "1") + "/-");
    if (!proposed) {
      assertThat(advice.message()).endsWith("which is outside of 50 to 90 %");
      assertThat(outcome.containers().get(0).cpu().explanation()).contains("50 to 90 %");
    }
  }

  @ParameterizedTest
  @CsvSource({
    // 2 cores in 24 hours and 8 in one, at most 20 pods; half a core per pod as it is.
    // The new target is 80 %, which is half a core too.
    "SCALE_POINT, 625m/-, 4.5 pods on average and 16 at most",
    "HOLD,        625m/-, 4.5 pods on average and 16 at most",
    // 83 % of 600m are 498m: four pods stay as near the target, but of 17 a fifth is left.
    "SCALE_POINT, 600m/-, 5.0 pods on average and 17 at most",
    // 50 % of 625m
    "IGNORE,      625m/-, 7.5 pods on average and 20 at most",
  })
  void theAdviceShowsHowPodsWouldHaveMoved(AutoscalerMode mode, String then, String after) {
    AutoscalerRule replaying =
        new AutoscalerRule(
            (workload, resource, containers) ->
                resource == Resource.CPU && containers.equals(Set.of("app"))
                    ? day(2, 8)
                    : List.of());
    List<ContainerSizing> sizings = List.of(container("app", "1/-", then));

    Outcome outcome =
        replaying.apply(scaled(sizings, CPU_50), sizings, mode, Map.of(), name -> false);

    assertThat(outcome.advice().get(0).message())
        .endsWith(
            "; replayed on the hourly means of 25 recorded hours, it would have run 4.5 pods on"
                + " average and 16 at most as it is, and "
                + after
                + " with the new requests and "
                + (mode == AutoscalerMode.IGNORE ? "the same target" : "the new target"));
  }

  private static List<RecordedLoad.Hour> day(double mostly, double once) {
    return LongStream.range(0, 25)
        .mapToObj(h -> new RecordedLoad.Hour(h, h == 12 ? once : mostly))
        .toList();
  }

  @Test
  void whatOnlyPodsHaveIsNotRecordedSoThatNothingIsReplayed() {
    List<ContainerSizing> app = List.of(container("app", "1/-", "600m/-"));
    Outcome outcome =
        new AutoscalerRule((w, r, c) -> day(2, 2))
            .apply(
                scaled(app, CPU_50),
                app,
                AutoscalerMode.SCALE_POINT,
                Map.of(Resource.CPU, Amount.cores(1)),
                name -> false);

    assertThat(outcome.advice().get(0).message()).doesNotContain("replayed");
  }

  @Test
  void withoutAnAutoscalerNothingHappens() {
    List<ContainerSizing> sizings = List.of(container("app", "1/-", "600m/-"));
    Workload plain = workload(WorkloadKind.DEPLOYMENT, "web", 4, sizings.get(0).container());

    Outcome outcome = rule.apply(plain, sizings, AutoscalerMode.HOLD, Map.of(), name -> false);

    assertThat(outcome.containers()).isEqualTo(sizings);
    assertThat(outcome.advice()).isEmpty();
  }

  @Property(tries = 1000)
  void targetTimesRequestIsKeptWithinRounding(
      @ForAll @IntRange(min = 1, max = 64_000) int now,
      @ForAll @IntRange(min = 1, max = 64_000) int then,
      @ForAll @IntRange(min = 1, max = 300) int percent) {
    Outcome outcome =
        apply(
            AutoscalerMode.SCALE_POINT,
            List.of(container("app", now + "m/-", then + "m/-")),
            new Target(Resource.CPU, Optional.empty(), percent, 0));

    ScaleAdvice advice = outcome.advice().get(0);
    double request =
        outcome.containers().get(0).cpu().recommended().request().orElseThrow().value();
    if (advice.decision() == Decision.SCALE_POINT) {
      int target = advice.keepingPercent().orElseThrow();
      assertThat(target).isPositive();
      // Half a percent of the request is what whole percents can be off.
      assertThat(target * request).isCloseTo(percent * now / 1000.0, within(0.5 * request + 1e-9));
    } else {
      assertThat(request).isCloseTo(now / 1000.0, within(1e-9));
    }
  }
}

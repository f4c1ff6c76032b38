// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import static dev.rightsizing.sizing.quota.Lines.candidate;
import static dev.rightsizing.sizing.quota.Lines.line;
import static dev.rightsizing.sizing.quota.Lines.pressed;
import static dev.rightsizing.sizing.quota.Lines.scoped;
import static dev.rightsizing.sizing.quota.Lines.withFootprint;
import static dev.rightsizing.testkit.Containers.sizing;
import static dev.rightsizing.testkit.Containers.spec;
import static dev.rightsizing.testkit.Containers.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.QuotaProjection;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.quota.PodCountBounds;
import dev.rightsizing.model.quota.QuotaScope;
import dev.rightsizing.model.quota.QuotaScope.Kind;
import dev.rightsizing.model.quota.QuotaScope.Operator;
import dev.rightsizing.model.quota.Surge;
import dev.rightsizing.sizing.quota.QuotaFitter.Fitted;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaFitterTest {
  private final QuotaFitter fitter = new QuotaFitter(Thresholds.DEFAULT);

  private Fitted fit(Quota line, Candidate... candidates) {
    return fitter.fit(List.of(line), List.of(candidates));
  }

  private static WorkloadRef ref(String name) {
    return new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, name);
  }

  private static ResourceSizing cpu(Fitted fitted, String name) {
    return fitted.workloads().get(ref(name)).containers().get(0).cpu();
  }

  private static String request(Fitted fitted, String name) {
    return cpu(fitted, name).recommended().request().orElseThrow().toQuantity();
  }

  private static String projected(Fitted fitted) {
    return fitted.projections().get(0).projected().orElseThrow().toQuantity();
  }

  @ParameterizedTest
  @CsvSource({
    "requests.cpu, 20, 17200m, 14200m",
    "cpu, 20, 17200m, 14200m",
    "limits.cpu, 20, 10, 4",
    "requests.memory, 20Gi, 10Gi, 8Gi",
    "limits.memory, 20Gi, 10Gi, 6Gi"
  })
  void givesBackWhatEveryReplicaShrinksBy(String key, String hard, String used, String projected) {
    var app = spec("app", ContainerRole.MAIN, 0, "1/2", "1Gi/2Gi");
    Candidate halved =
        new Candidate(
            workload(WorkloadKind.DEPLOYMENT, "web", 4, app),
            List.of(sizing(app, "250m/500m", "512Mi/1Gi")),
            Set.of());

    assertThat(projected(fit(line(key, hard, used), halved))).isEqualTo(projected);
  }

  @Test
  void growthThatFitsIsLeftAlone() {
    Candidate grows = candidate("web", 3, "1/2", "2/4", "1500m");

    Fitted fitted = fit(line("requests.cpu", "13", "10"), grows);

    assertThat(fitted.workloads().get(ref("web")).containers()).isEqualTo(grows.containers());
    assertThat(fitted.workloads().get(ref("web")).fit().fits()).isTrue();
    assertThat(projected(fitted)).isEqualTo("13");
  }

  @Test
  void growthThatDoesNotFitIsCutAndSaysSo() {
    Fitted fitted =
        fit(line("requests.cpu", "20", "18400m"), candidate("web", 8, "500m/1", "850m/1700m", "1"));

    ResourceSizing cpu = cpu(fitted, "web");
    assertThat(cpu.recommended().request().orElseThrow().toQuantity()).isEqualTo("700m");
    assertThat(cpu.recommended().limit().orElseThrow().toQuantity()).isEqualTo("1400m");
    assertThat(cpu.verdict()).isEqualTo(Verdict.UNDER_PROVISIONED);
    assertThat(cpu.explanation())
        .endsWith(
            ", cut to 700m by quota shop/compute (requests.cpu: 20 hard, 18400m used): 150m short,"
                + " with limit 1400m");
    var fit = fitted.workloads().get(ref("web")).fit();
    assertThat(fit.reason()).isEqualTo(Reason.QUOTA_CONSTRAINED);
    assertThat(fit.message())
        .isEqualTo(
            "cpu of container app: 150m short by quota shop/compute (requests.cpu: 20 hard, 18400m"
                + " used)");
    assertThat(fitted.projections().get(0).shortfall().orElseThrow().toQuantity())
        .isEqualTo("1200m");
  }

  @Test
  void whatShrinksMakesRoomForWhatGrows() {
    Fitted fitted =
        fit(
            line("requests.cpu", "10", "10"),
            candidate("idle", 2, "1/2", "500m/1", "100m"),
            candidate("busy", 1, "1/2", "2/4", "1800m"));

    assertThat(request(fitted, "busy")).isEqualTo("2");
    assertThat(request(fitted, "idle")).isEqualTo("500m");
    assertThat(projected(fitted)).isEqualTo("10");
  }

  @Test
  void whoIsThrottledComesFirst() {
    Fitted fitted =
        fit(
            line("requests.cpu", "2500m", "2"),
            candidate("a", 1, "1/2", "1500m/3", "1400m"),
            pressed(candidate("b", 1, "1/2", "1500m/3", "1400m")));

    assertThat(request(fitted, "a")).isEqualTo("1");
    assertThat(request(fitted, "b")).isEqualTo("1500m");
  }

  @ParameterizedTest
  @CsvSource({
    // 400m left: usage is 400m over the request of a, under that of b
    "2400m, 1400m, 1",
    // 600m left: the 400m of a first, then 200m of 700m headroom each in proportion
    "2600m, 1428m, 1171m",
    // 200m left: half of what lies under usage
    "2200m, 1200m, 1",
  })
  void growthUnderUsageComesBeforeHeadroom(String hard, String ofA, String ofB) {
    Fitted fitted =
        fit(
            line("requests.cpu", hard, "2"),
            candidate("a", 1, "1/2", "1500m/3", "1400m"),
            candidate("b", 1, "1/2", "1600m/3200m", "900m"));

    assertThat(request(fitted, "a")).isEqualTo(ofA);
    assertThat(request(fitted, "b")).isEqualTo(ofB);
  }

  /** As in docs/how-a-number-is-made.md. */
  @Test
  void theWorkedExampleHolds() {
    PodCountBounds rolls = PodCountBounds.PLAIN.withSurge(Surge.DEFAULT);
    Fitted fitted =
        fit(
            line("requests.cpu", "20", "18400m"),
            withFootprint(candidate("search", 4, "1/-", "700m/-", "580m"), rolls),
            withFootprint(
                pressed(candidate("checkout", 4, "500m/-", "850m/-", "708m")), rolls.withMost(6)),
            withFootprint(candidate("cart", 4, "500m/-", "900m/-", "750m"), rolls),
            withFootprint(candidate("mail", 2, "200m/-", "400m/-", "100m"), rolls));

    assertThat(List.of("search", "checkout", "cart", "mail"))
        .extracting(name -> request(fitted, name))
        .containsExactly("700m", "850m", "810m", "280m");
    QuotaProjection projection = fitted.projections().get(0);
    assertThat(projection.projected()).hasToString("Optional[20]");
    assertThat(projection.forecast().orElseThrow().worst()).hasToString("23400m");
    assertThat(projection.shortfall()).hasToString("Optional[600m]");
  }

  @Test
  void aCutWithinTheChangeThresholdLeavesTheRequestAlone() {
    Fitted fitted =
        fit(line("requests.cpu", "2050m", "2"), candidate("a", 1, "1/2", "2/4", "1500m"));

    assertThat(request(fitted, "a")).isEqualTo("1");
    assertThat(cpu(fitted, "a").verdict()).isEqualTo(Verdict.RIGHT_SIZED);
    assertThat(cpu(fitted, "a").explanation()).contains("kept at 1 by quota").contains("1 short");
    assertThat(fitted.workloads().get(ref("a")).fit().fits()).isFalse();
  }

  @Test
  void theTightestOfSeveralLinesDecides() {
    Candidate grows = candidate("a", 1, "1/2", "2/4", "1800m");

    Fitted fitted =
        fitter.fit(
            List.of(line("requests.cpu", "3", "2"), line("limits.cpu", "5", "4")), List.of(grows));

    assertThat(cpu(fitted, "a").recommended().limit().orElseThrow().toQuantity()).isEqualTo("3");
    assertThat(request(fitted, "a")).isEqualTo("1500m");
    assertThat(cpu(fitted, "a").explanation()).contains("limits.cpu: 5 hard");
  }

  @Test
  void nothingGrowsInAQuotaThatIsOverAlready() {
    Fitted fitted =
        fit(
            line("requests.cpu", "2", "5"),
            candidate("a", 1, "1/2", "2/4", "1800m"),
            candidate("b", 1, "2/4", "1/2", "100m"));

    assertThat(request(fitted, "a")).isEqualTo("1");
    assertThat(projected(fitted)).isEqualTo("4");
    assertThat(fitted.projections().get(0).overflows()).isTrue();
  }

  @Test
  void nothingIsProjectedBeforeItIsCountedOrByAScopeThatATemplateDoesNotTell() {
    Fitted fitted =
        fitter.fit(
            List.of(
                line("requests.cpu", "20", "-"),
                scoped(line("requests.cpu", "1", "1"), QuotaScope.of(Kind.OTHER))),
            List.of(candidate("web", 3, "1/2", "2/4", "1800m")));

    assertThat(fitted.projections())
        .extracting(QuotaProjection::projected)
        .containsOnly(Optional.empty());
    assertThat(request(fitted, "web")).isEqualTo("2");
  }

  @Test
  void takingALimitAwayUnderAQuotaOnLimitsDoesNotFit() {
    Fitted fitted =
        fit(line("limits.cpu", "12", "10"), candidate("web", 1, "1/2", "500m/-", "100m"));

    assertThat(fitted.workloads().get(ref("web")).fit().reason()).isEqualTo(Reason.EXCEEDS_QUOTA);
    assertThat(fitted.workloads().get(ref("web")).fit().message()).contains("must have a limit");
    assertThat(projected(fitted)).isEqualTo("10");
  }

  @ParameterizedTest
  @CsvSource({
    // scope,          priority, deadline, counts
    "TERMINATING,      '',       true,     true",
    "TERMINATING,      '',       false,    false",
    "NOT_TERMINATING,  '',       false,    true",
    "BEST_EFFORT,      '',       false,    false",
    "NOT_BEST_EFFORT,  '',       false,    true",
    "PRIORITY_CLASS,   high,     false,    true",
    "PRIORITY_CLASS,   '',       false,    false",
  })
  void aScopedQuotaCountsThePodsOfItsScope(
      Kind scope, String priority, boolean deadline, boolean counts) {
    PodCountBounds pods =
        PodCountBounds.PLAIN.withTemplate(
            Optional.of(priority).filter(p -> !p.isEmpty()), deadline);
    Candidate grows = withFootprint(candidate("a", 1, "1/2", "2/4", "1800m"), pods);

    Fitted fitted = fit(scoped(line("requests.cpu", "1", "1"), QuotaScope.of(scope)), grows);

    assertThat(request(fitted, "a")).isEqualTo(counts ? "1" : "2");
  }

  @ParameterizedTest
  @CsvSource({
    "IN,             high, true",
    "IN,             low,  false",
    "IN,             '',   false",
    "NOT_IN,         high, false",
    "NOT_IN,         low,  true",
    "NOT_IN,         '',   true",
    "EXISTS,         low,  true",
    "EXISTS,         '',   false",
    "DOES_NOT_EXIST, low,  false",
    "DOES_NOT_EXIST, '',   true",
  })
  void aPriorityClassMatchesAsInTheApiServer(Operator operator, String priority, boolean counts) {
    PodCountBounds pods =
        PodCountBounds.PLAIN.withTemplate(Optional.of(priority).filter(p -> !p.isEmpty()), false);

    assertThat(new QuotaScope(Kind.PRIORITY_CLASS, operator, List.of("high")).matches(pods, false))
        .isEqualTo(counts);
  }

  @ParameterizedTest
  @CsvSource({
    // surge, maxReplicas, worst: 10 used, 4 replicas of 1 core
    "0,   0,  10",
    "1,   0,  11",
    "25%, 0,  11",
    "30%, 0,  12",
    "0,   10, 16",
    "25%, 10, 19",
  })
  void theWorstCaseCountsAutoscalersAndTheLargestRollOut(String surge, int most, String worst) {
    boolean percent = surge.endsWith("%");
    int amount = Integer.parseInt(surge.replace("%", ""));
    PodCountBounds pods = PodCountBounds.PLAIN.withSurge(new Surge(amount, percent));
    Candidate web = candidate("web", 4, "1/2", "1/2", "500m");
    Candidate small = withFootprint(candidate("small", 1, "100m/1", "100m/1", "50m"), pods);

    Fitted fitted =
        fit(
            line("requests.cpu", "20", "10"),
            withFootprint(web, most == 0 ? pods : pods.withMost(most)),
            small);

    assertThat(projected(fitted)).isEqualTo("10");
    assertThat(fitted.projections().get(0).forecast().orElseThrow().worst().toQuantity())
        .isEqualTo(worst);
  }

  @Test
  void aCronJobAtRestFreesNothingButNeedsItsGrowth() {
    PodCountBounds atRest = PodCountBounds.PLAIN.withRuns(false, false).withCounted(0);

    Fitted shrinks =
        fit(
            line("requests.cpu", "20", "10"),
            withFootprint(candidate("job", 1, "2/4", "1/2", "500m"), atRest));
    Fitted grows =
        fit(
            line("requests.cpu", "20", "10"),
            withFootprint(candidate("job", 1, "1/2", "3/6", "2500m"), atRest));

    assertThat(projected(shrinks)).isEqualTo("10");
    assertThat(projected(grows)).isEqualTo("12");
    assertThat(grows.projections().get(0).forecast().orElseThrow().worst().toQuantity())
        .isEqualTo("13");
  }

  @Test
  void runsThatMayOverlapAreCountedAsTheyAreAndSaid() {
    PodCountBounds allows = PodCountBounds.PLAIN.withRuns(false, true).withCounted(3);

    Fitted fitted =
        fit(
            line("requests.cpu", "20", "10"),
            withFootprint(candidate("job", 1, "1/2", "2/4", "1800m"), allows));

    assertThat(projected(fitted)).isEqualTo("13");
    assertThat(fitted.workloads().get(ref("job")).fit().fits()).isTrue();
    assertThat(fitted.workloads().get(ref("job")).fit().message()).contains("counted as 3");
  }

  @Test
  void whatHasEndedNeedsNothing() {
    PodCountBounds ended = PodCountBounds.PLAIN.withRuns(true, false).withCounted(0);

    Fitted fitted =
        fit(
            line("requests.cpu", "10", "10"),
            withFootprint(candidate("job", 1, "1/2", "2/4", "1800m"), ended));

    assertThat(request(fitted, "job")).isEqualTo("2");
    assertThat(projected(fitted)).isEqualTo("10");
  }

  @ParameterizedTest
  @CsvSource({"20, 9, 11", "20, 10, -", "20, 19, -"})
  void aLineUnderHalfUsedIsIdle(String hard, String used, String idle) {
    Fitted fitted = fit(line("requests.cpu", hard, used));

    assertThat(fitted.projections().get(0).idle().map(Object::toString).orElse("-"))
        .isEqualTo(idle);
  }
}

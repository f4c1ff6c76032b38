// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing;

import static dev.rightsizing.testkit.Containers.amount;
import static dev.rightsizing.testkit.Containers.spec;
import static dev.rightsizing.testkit.Containers.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Estimator;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizeOrigin;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Window;
import dev.rightsizing.testkit.Containers;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizerTest {
  private static final SizingContext CONTEXT = context(ContainerLimits.NONE, false);

  private final OnUsage sizer = new OnUsage(new Sizer());

  /** Sizes from usage alone. */
  private record OnUsage(Sizer sizer) {
    ResourceSizing size(
        ContainerSpec container,
        Optional<UsageSummary> usage,
        SizingRule rule,
        SizingContext context) {
      return sizer.size(container, UsageEvidence.of(usage), rule, context);
    }
  }

  private static SizingContext context(ContainerLimits limits, boolean batch) {
    return new SizingContext(Window.DEFAULT, Thresholds.DEFAULT, limits, batch);
  }

  private static ContainerSpec cpu(String now) {
    return spec("app", ContainerRole.MAIN, 0, now, "-/-");
  }

  private static ContainerSpec memory(String now) {
    return spec("app", ContainerRole.MAIN, 0, "-/-", now);
  }

  private static SizingRule rule(Resource resource, LimitMode mode, String min, String max) {
    SizingRule defaults =
        resource == Resource.CPU ? SizingRule.CPU_DEFAULT : SizingRule.MEMORY_DEFAULT;
    return new SizingRule(
        resource,
        defaults.percentile(),
        defaults.headroomPercent(),
        amount(resource, min),
        amount(resource, max),
        mode,
        Estimator.PERCENTILE);
  }

  private ResourceSizing cpu(String now, String p95, String peak) {
    return sizer.size(
        cpu(now), Optional.of(usage(Resource.CPU, p95, peak)), SizingRule.CPU_DEFAULT, CONTEXT);
  }

  @Test
  void explainsTheNumberAsTheContractSays() {
    ResourceSizing sizing = cpu("1/2", "182m", "401m");

    assertThat(sizing.recommended().request()).contains(Amount.cores(0.219));
    // 401m x 1.20 = 481.2m, more than 2 x 219m
    assertThat(sizing.recommended().limit()).contains(Amount.cores(0.482));
    assertThat(sizing.verdict()).isEqualTo(Verdict.OVER_PROVISIONED);
    assertThat(sizing.explanation())
        .startsWith("P95 182m over 7d (2016 samples) x 1.20 = 218.4m, rounded up to 219m");
  }

  @ParameterizedTest(name = "{0} with P95 {1} is {3}")
  @CsvSource({
    // request/limit, P95, recommended, verdict
    "1/2,        182m,  219m/438m,   OVER_PROVISIONED",
    "1/-,        182m,  219m/-,      OVER_PROVISIONED",
    "1/1,        499m,  599m/599m,   OVER_PROVISIONED",
    "1/1,        500m,  600m/600m,   REDUCIBLE",
    "1/1,        749m,  899m/899m,   REDUCIBLE",
    "1/1,        750m,  1/1,         RIGHT_SIZED",
    "1/1,        833m,  1/1,         RIGHT_SIZED",
    "1/1,        916m,  1/1,         RIGHT_SIZED",
    "1/1,        918m,  1102m/1102m, UNDER_PROVISIONED",
    "100m/200m,  1,     1200m/2400m, UNDER_PROVISIONED",
    "-/-,        182m,  219m/-,      NO_REQUEST",
    "0/-,        182m,  219m/-,      NO_REQUEST",
    "-/500m,     182m,  219m/500m,   NO_REQUEST",
    "0/500m,     182m,  219m/500m,   NO_REQUEST",
    "-/500m,     450m,  540m/540m,   NO_REQUEST",
    "1/0,        182m,  219m/-,      OVER_PROVISIONED",
    "0/0,        182m,  219m/-,      NO_REQUEST",
    "1/2,        1m,    10m/20m,     OVER_PROVISIONED",
    "10m/20m,    1m,    10m/20m,     RIGHT_SIZED",
    "11m/-,      1m,    11m/-,       RIGHT_SIZED",
    "12m/-,      1m,    10m/-,       OVER_PROVISIONED"
  })
  void sizesCpu(String now, String p95, String recommended, Verdict verdict) {
    ResourceSizing sizing = cpu(now, p95, p95);

    assertThat(text(sizing)).isEqualTo(recommended);
    assertThat(sizing.verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest(name = "pods {0}, template {1}, P95 {2}, peak {3}: {4} {5}")
  @CsvSource({
    // Pods were resized to 200m, which is about right; the template, to be changed anyway, gets the
    // very size: 150m x 1.20.
    "200m/-,  1/-,       150m, 150m, 180m/-,     RIGHT_SIZED",
    // A roll-out is on its way to a template that is within 10 % of 180m: nothing to change.
    "1/-,     200m/-,    150m, 150m, 200m/-,     OVER_PROVISIONED",
    "200m/-,  190m/-,    150m, 150m, 190m/-,     RIGHT_SIZED",
    // To one that is not.
    "1/-,     500m/-,    150m, 150m, 180m/-,     OVER_PROVISIONED",
    // The limit of the template would come back under the peak: 170m x 1.20, the limit 10 x it.
    "200m/2,  200m/300m, 170m, 900m, 204m/2040m, RIGHT_SIZED",
    "200m/2,  200m/1,    170m, 900m, 200m/1,     RIGHT_SIZED"
  })
  void whereThePodsDifferFromTheTemplateItIsTheTemplateThatIsChanged(
      String pods, String template, String p95, String peak, String recommended, Verdict verdict) {
    ResourceSizing sizing =
        sizer.size(
            Containers.ofTemplate(cpu(pods), template, "-/-"),
            Optional.of(usage(Resource.CPU, p95, peak)),
            SizingRule.CPU_DEFAULT,
            CONTEXT);

    assertThat(text(sizing)).isEqualTo(recommended);
    assertThat(sizing.verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"CPU, 1m/2m", "MEMORY, 1Mi/2Mi"})
  void anIdleContainerWithoutAMinStillGetsTheLeastThatCanBeAskedFor(
      Resource resource, String expected) {
    String now = resource == Resource.CPU ? "1/2" : "1Gi/2Gi";
    ContainerSpec idle = resource == Resource.CPU ? cpu(now) : memory(now);

    ResourceSizing sizing =
        sizer.size(
            idle,
            Optional.of(usage(resource, "0", "0")),
            rule(resource, LimitMode.KEEP, "-", "-"),
            CONTEXT);

    assertThat(text(sizing)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} with peak {1} is {3}")
  @CsvSource({
    "2Gi/4Gi,       400Mi,  460Mi/920Mi,   OVER_PROVISIONED",
    "512Mi/640Mi,   610Mi,  702Mi/878Mi,   UNDER_PROVISIONED",
    "1Gi/1Gi,       900Mi,  1Gi/1Gi,       RIGHT_SIZED",
    "64Mi/-,        1Mi,    32Mi/-,        OVER_PROVISIONED",
    "-/-,           100Mi,  115Mi/-,       NO_REQUEST"
  })
  void sizesMemory(String now, String peak, String recommended, Verdict verdict) {
    ResourceSizing sizing =
        sizer.size(
            memory(now),
            Optional.of(usage(Resource.MEMORY, peak, peak)),
            SizingRule.MEMORY_DEFAULT,
            CONTEXT);

    assertThat(text(sizing)).isEqualTo(recommended);
    assertThat(sizing.verdict()).isEqualTo(verdict);
    assertThat(sizing.explanation()).startsWith("Peak " + peak + " over 7d");
  }

  @ParameterizedTest(name = "{0}, min {1}, max {2}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "KEEP          | 250m | -    | 250m/500m | raised to min 250m",
        "KEEP          | -    | 100m | 100m/228m | cut to max 100m, below what usage requires",
        "NONE          | -    | -    | 219m/-    | no limit",
        "EQUAL_REQUEST | -    | -    | 219m/219m | limit equals the request",
        "KEEP          | -    | -    | 219m/438m | keeps 2 x the request",
      })
  void appliesThePolicysBoundsAndLimitMode(
      LimitMode mode, String min, String max, String recommended, String said) {
    ResourceSizing sizing =
        sizer.size(
            cpu("1/2"),
            Optional.of(usage(Resource.CPU, "182m", "190m")),
            rule(Resource.CPU, mode, min, max),
            CONTEXT);

    assertThat(text(sizing)).isEqualTo(recommended);
    assertThat(sizing.explanation()).contains(said);
  }

  @Test
  void theLimitRangeHasTheLastWord() {
    ContainerLimits range =
        new ContainerLimits(
            "range",
            Optional.of(Amount.cores(0.3)),
            Optional.of(Amount.cores(0.4)),
            Optional.of(1.2));

    ResourceSizing sizing =
        sizer.size(
            cpu("1/2"),
            Optional.of(usage(Resource.CPU, "100m", "100m")),
            SizingRule.CPU_DEFAULT,
            context(range, false));

    assertThat(text(sizing)).isEqualTo("300m/360m");
    assertThat(sizing.explanation())
        .contains("raised to LimitRange 'range' min 300m")
        .contains("cut to LimitRange 'range' max 400m")
        .contains("cut to LimitRange 'range' maxLimitRequestRatio 360m");
  }

  @ParameterizedTest(name = "{0} with P95 {1} and peak {2} is {3}")
  @CsvSource({
    // 630m x 1.20 = 756m; the ratio 1 would throttle at 958m x 1.20 = 1149.6m
    "4/4,    630m, 958m, 756m/1150m, 'limit 1150m is the peak 958m x 1.20, more than 1 x the request (756m)'",
    // 2 x 756m is more than the peak and its headroom
    "2/4,    630m, 958m, 756m/1512m, 'limit 1512m keeps 2 x the request'",
    "4/4,    630m, 630m, 756m/756m,  'limit 756m keeps 1 x the request'",
  })
  void keepIsTheRatioOrThePeakWithHeadroomWhicheverIsMore(
      String now, String p95, String peak, String recommended, String said) {
    ResourceSizing sizing = cpu(now, p95, peak);

    assertThat(text(sizing)).isEqualTo(recommended);
    assertThat(sizing.explanation()).contains(said).doesNotContain("under the peak");
  }

  @Test
  void memoryTakesThePeakWithHeadroomTooWhereTheRequestIsOfAPercentile() {
    SizingRule percentile =
        new SizingRule(
            Resource.MEMORY,
            50,
            15,
            Optional.empty(),
            Optional.empty(),
            LimitMode.KEEP,
            Estimator.PERCENTILE);

    ResourceSizing sizing =
        sizer.size(
            memory("2Gi/2Gi"),
            Optional.of(usage(Resource.MEMORY, "100Mi", "700Mi")),
            percentile,
            CONTEXT);

    // 700Mi x 1.15 = 805Mi
    assertThat(text(sizing)).isEqualTo("115Mi/805Mi");
    assertThat(sizing.explanation()).contains("limit 805Mi is the peak 700Mi x 1.15");
  }

  /** A limit that the template has without a request: Kubernetes makes the request of it. */
  private static ContainerSpec ceiling(Resource resource, String limit) {
    Amount most = Amount.parse(resource, limit);
    return new ContainerSpec(
        "app",
        ContainerRole.MAIN,
        0,
        Map.of(resource, Size.of(most, most)),
        Map.of(resource, SizeOrigin.LIMIT),
        Map.of(resource, Size.of(null, most)));
  }

  @ParameterizedTest
  @CsvSource({
    "CPU,    2,     525m,  525m,  630m/2,      'limit 2 stays, a ceiling without a request'",
    "CPU,    2,     1,     1900m, 1200m/2,     'limit 2 stays, a ceiling without a request'",
    "CPU,    2,     2500m, 2500m, 3/3,         'a ceiling without a request, raised to the request 3'",
    "MEMORY, 1Gi,   300Mi, 300Mi, 345Mi/1Gi,   'limit 1Gi stays, a ceiling without a request'",
    "MEMORY, 256Mi, 250Mi, 250Mi, 288Mi/288Mi, 'raised to the request 288Mi'"
  })
  void aLimitWithoutARequestStaysACeiling(
      Resource resource, String now, String used, String peak, String recommended, String said) {
    ResourceSizing sizing =
        sizer.size(
            ceiling(resource, now),
            Optional.of(usage(resource, used, peak)),
            resource == Resource.CPU ? SizingRule.CPU_DEFAULT : SizingRule.MEMORY_DEFAULT,
            CONTEXT);

    assertThat(text(sizing)).isEqualTo(recommended);
    assertThat(sizing.explanation()).contains(said);
  }

  @Test
  void aLimitOfZeroIsNone() {
    ResourceSizing sizing = cpu("0/0", "100m", "100m");

    assertThat(sizing.current().limit()).isEmpty();
    assertThat(text(sizing)).isEqualTo("120m/-");
    assertThat(sizing.explanation()).contains("no limit now").contains("limit of 0 is none");
  }

  @ParameterizedTest
  @CsvSource({
    // A ratio of two slips says nothing, so the limit is the request of 345Mi.
    "128m/512m, 345Mi/345Mi, 'the memory request 128m is 0.128 bytes, probably meant 128Mi; the memory limit 512m is 0.512 bytes, probably meant 512Mi'",
    "512m/1Gi,  345Mi/1Gi,   'the memory request 512m is 0.512 bytes, probably meant 512Mi'",
    "512/-,     345Mi/-,     'the memory request 512 is 512 bytes, probably meant 512Mi'",
    "64Ki/-,    345Mi/-,     'the memory request 64Ki is 65536 bytes'",
  })
  void thousandthsOfAByteAreSaid(String now, String recommended, String said) {
    ResourceSizing sizing =
        sizer.size(
            memory(now),
            Optional.of(usage(Resource.MEMORY, "300Mi", "300Mi")),
            SizingRule.MEMORY_DEFAULT,
            CONTEXT);

    assertThat(text(sizing)).isEqualTo(recommended);
    assertThat(sizing.explanation()).endsWith("; " + said);
  }

  @Property
  void noLimitIsEverUnderThePeak(
      @ForAll @IntRange(min = 1, max = 8000) int request,
      @ForAll @DoubleRange(min = 1, max = 4) double ratio,
      @ForAll @DoubleRange(min = 0.01, max = 8) double p95,
      @ForAll @DoubleRange(min = 1, max = 10) double burst,
      @ForAll boolean alone) {
    Amount limit = Amount.cores(request * ratio / 1000).roundedUp();
    Size now = Size.of(alone ? limit : Amount.cores(request / 1000.0), limit);
    ContainerSpec container =
        new ContainerSpec(
            "app",
            ContainerRole.MAIN,
            0,
            Map.of(Resource.CPU, now),
            Map.of(Resource.CPU, alone ? SizeOrigin.LIMIT : SizeOrigin.TEMPLATE),
            Map.of(Resource.CPU, now));
    UsageSummary week = usage(Resource.CPU, "1", "1");
    UsageSummary used =
        new UsageSummary(
            Amount.cores(p95),
            Amount.cores(p95),
            Amount.cores(p95 * burst),
            Amount.cores(p95 / 2),
            2016,
            week.from(),
            week.to(),
            week.step());

    ResourceSizing sizing =
        sizer.size(container, Optional.of(used), SizingRule.CPU_DEFAULT, CONTEXT);

    Amount found = sizing.recommended().limit().orElseThrow();
    // A size that stays keeps the limit that is there, whatever was seen over it.
    assertThat(found.value())
        .isGreaterThanOrEqualTo(Math.min(limit.value(), p95 * burst) - 1e-9)
        .isGreaterThanOrEqualTo(sizing.recommended().request().orElseThrow().value());
    if (sizing.verdict() != Verdict.RIGHT_SIZED) {
      assertThat(found.value()).isGreaterThanOrEqualTo(p95 * burst - 1e-9);
    }
  }

  @Test
  void saysThatACpuLimitUnderThePeakThrottles() {
    ResourceSizing sizing =
        sizer.size(
            cpu("1/1"),
            Optional.of(usage(Resource.CPU, "200m", "900m")),
            rule(Resource.CPU, LimitMode.EQUAL_REQUEST, "-", "-"),
            CONTEXT);

    assertThat(sizing.explanation()).contains("under the peak of 900m: it will be throttled");
  }

  @Test
  void neverPutsAMemoryLimitUnderThePeak() {
    SizingRule percentile =
        new SizingRule(
            Resource.MEMORY,
            50,
            0,
            Optional.empty(),
            Optional.empty(),
            LimitMode.EQUAL_REQUEST,
            Estimator.PERCENTILE);

    ResourceSizing sizing =
        sizer.size(
            memory("2Gi/2Gi"),
            Optional.of(usage(Resource.MEMORY, "100Mi", "700Mi")),
            percentile,
            CONTEXT);

    assertThat(text(sizing)).isEqualTo("100Mi/700Mi");
    assertThat(sizing.explanation()).contains("raised to the peak 700Mi");
  }

  @Test
  void noUsageIsNotZeroUsage() {
    ResourceSizing sizing =
        sizer.size(cpu("1/2"), Optional.empty(), SizingRule.CPU_DEFAULT, CONTEXT);

    assertThat(sizing.verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
    assertThat(sizing.recommended()).isEqualTo(sizing.current());
    assertThat(sizing.explanation()).contains("no usage");
  }

  @ParameterizedTest
  @CsvSource({"1", "36", "287"})
  void refusesToShrinkWhenHistoryIsShort(int samples) {
    ResourceSizing sizing =
        sizer.size(
            cpu("1/2"),
            Optional.of(usage(Resource.CPU, "1m", "1m", samples)),
            SizingRule.CPU_DEFAULT,
            CONTEXT);

    assertThat(sizing.verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
    assertThat(sizing.recommended()).isEqualTo(sizing.current());
    assertThat(sizing.explanation()).contains("24h".replace("24h", "1d")).contains("288 samples");
  }

  @Test
  void aDayOfUsageIsEnough() {
    ResourceSizing sizing =
        sizer.size(
            cpu("1/2"),
            Optional.of(usage(Resource.CPU, "100m", "100m", 288)),
            SizingRule.CPU_DEFAULT,
            CONTEXT);

    assertThat(sizing.verdict()).isEqualTo(Verdict.OVER_PROVISIONED);
  }

  @Test
  void aLongHistoryWithGapsIsNotEnough() {
    UsageSummary whole = usage(Resource.CPU, "100m", "100m");
    UsageSummary gappy =
        new UsageSummary(
            whole.statistic(),
            whole.p95(),
            whole.max(),
            whole.mean(),
            200,
            whole.from(),
            whole.to(),
            whole.step());

    ResourceSizing sizing =
        sizer.size(cpu("1/2"), Optional.of(gappy), SizingRule.CPU_DEFAULT, CONTEXT);

    assertThat(sizing.verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
  }

  @Test
  void aBatchContainerNeedsAnHourOfRunning() {
    SizingContext batch = context(ContainerLimits.NONE, true);
    Optional<UsageSummary> twelve = Optional.of(usage(Resource.CPU, "100m", "100m", 12));
    Optional<UsageSummary> eleven = Optional.of(usage(Resource.CPU, "100m", "100m", 11));

    assertThat(sizer.size(cpu("1/2"), twelve, SizingRule.CPU_DEFAULT, batch).verdict())
        .isEqualTo(Verdict.OVER_PROVISIONED);
    assertThat(sizer.size(cpu("1/2"), eleven, SizingRule.CPU_DEFAULT, batch).verdict())
        .isEqualTo(Verdict.INSUFFICIENT_DATA);
  }

  private static UsageSummary used(double cores) {
    UsageSummary week = usage(Resource.CPU, "1", "1");
    Amount amount = Amount.cores(cores);
    return new UsageSummary(
        amount, amount, amount, amount, 2016, week.from(), week.to(), week.step());
  }

  private double request(double cores, String now) {
    return sizer
        .size(cpu(now), Optional.of(used(cores)), SizingRule.CPU_DEFAULT, CONTEXT)
        .recommended()
        .request()
        .orElseThrow()
        .value();
  }

  @Property
  void moreUsageNeverGivesLess(
      @ForAll @DoubleRange(min = 0, max = 500) double one,
      @ForAll @DoubleRange(min = 0, max = 500) double other) {
    assertThat(request(Math.max(one, other), "-/-"))
        .isGreaterThanOrEqualTo(request(Math.min(one, other), "-/-"));
  }

  @Property
  void theSizeScalesWithUsage(
      @ForAll @DoubleRange(min = 0.1, max = 100) double cores,
      @ForAll @IntRange(min = 2, max = 20) int factor) {
    double once = request(cores, "-/-");

    assertThat(request(cores * factor, "-/-"))
        .isLessThanOrEqualTo(once * factor + 1e-9)
        .isGreaterThanOrEqualTo((once - 0.001) * factor - 1e-9);
  }

  @Property
  void aSizeThatWasTakenOverIsRightSized(@ForAll @DoubleRange(min = 0, max = 100) double cores) {
    double first = request(cores, "-/-");
    String taken = Amount.cores(first).toQuantity() + "/-";

    ResourceSizing again =
        sizer.size(cpu(taken), Optional.of(used(cores)), SizingRule.CPU_DEFAULT, CONTEXT);

    assertThat(again.verdict()).isEqualTo(Verdict.RIGHT_SIZED);
    assertThat(again.recommended()).isEqualTo(again.current());
  }

  @Property
  void theSizeStaysWithinMinAndMax(
      @ForAll @DoubleRange(min = 0, max = 100) double cores,
      @ForAll @IntRange(min = 1, max = 50_000) int milli,
      @ForAll @IntRange(min = 0, max = 50_000) int more) {
    SizingRule bounded =
        new SizingRule(
            Resource.CPU,
            95,
            20,
            Optional.of(Amount.cores(milli / 1000.0)),
            Optional.of(Amount.cores((milli + more) / 1000.0)),
            LimitMode.KEEP,
            Estimator.PERCENTILE);

    double size =
        sizer
            .size(cpu("-/-"), Optional.of(used(cores)), bounded, CONTEXT)
            .recommended()
            .request()
            .orElseThrow()
            .value();

    assertThat(size).isBetween(milli / 1000.0, (milli + more) / 1000.0);
  }

  private static String text(ResourceSizing sizing) {
    return sizing.recommended().request().map(Amount::toQuantity).orElse("-")
        + "/"
        + sizing.recommended().limit().map(Amount::toQuantity).orElse("-");
  }
}

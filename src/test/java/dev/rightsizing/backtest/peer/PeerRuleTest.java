// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer;

import static dev.rightsizing.backtest.peer.GoldenTrace.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.backtest.Quantile;
import dev.rightsizing.backtest.SizeRule;
import dev.rightsizing.backtest.UsagePast;
import dev.rightsizing.backtest.UsageSeries;
import dev.rightsizing.backtest.peer.KrrRule.Strategy;
import dev.rightsizing.backtest.peer.vpa.Oom;
import dev.rightsizing.backtest.peer.vpa.VpaEstimate;
import dev.rightsizing.backtest.peer.vpa.VpaRecommender;
import dev.rightsizing.model.Resource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule on the golden trace, against an independent computation of the tool's answer. */
class PeerRuleTest {
  private static final Duration ALL = Duration.ofDays(14);
  private static final GoldenTrace TRACE = new GoldenTrace();
  private static final UsagePast CPU = all(TRACE.cpu());
  private static final UsagePast MEMORY = all(TRACE.memory());

  private static UsagePast all(UsageSeries series) {
    return series.before(GoldenTrace.MINUTES * 60L, ALL);
  }

  /** Rounded up, as a request is written. */
  private static long millicores(OptionalDouble cores) {
    return (long) Math.ceil(cores.orElseThrow() * 1000 - 1e-9);
  }

  private static double mebibytes(OptionalDouble bytes) {
    return bytes.orElseThrow() / MIB;
  }

  @Test
  void theTraceIsTheOneThatTheAnswersAreFor() {
    assertThat(CPU.count()).isEqualTo(11_520);
    assertThat(Arrays.stream(CPU.values()).average().orElseThrow())
        .isCloseTo(0.189679, within(5e-7));
    assertThat(Quantile.of(CPU.values(), 0.95)).isCloseTo(0.390573, within(5e-7));
    assertThat(Quantile.of(CPU.values(), 0.99)).isCloseTo(0.398683, within(5e-7));
    assertThat(CPU.max()).isEqualTo(0.9);
    assertThat(Arrays.stream(MEMORY.values()).average().orElseThrow())
        .isCloseTo(367_241_860, within(0.5));
    assertThat(Quantile.of(MEMORY.values(), 0.95)).isCloseTo(473_998_510, within(0.5));
    assertThat(Quantile.of(MEMORY.values(), 0.99)).isCloseTo(480_864_588, within(0.5));
    assertThat(MEMORY.max()).isEqualTo(587_202_560);
  }

  @Test
  void vpa() {
    VpaRecommender vpa = new VpaRecommender(1);

    assertThat(vpa.confidence(CPU)).isCloseTo(7.9993, within(5e-5));
    assertThat(vpa.ofCpu(CPU)).isEqualTo(new VpaEstimate(442, 162, 535));
    assertThat(vpa.ofMemory(MEMORY, List.of(), vpa.confidence(CPU)))
        .isEqualTo(new VpaEstimate(716_711_186, 716_532_026, 806_307_861));
    assertThat(vpa.size(CPU)).hasValue(0.442);
    assertThat(vpa.size(MEMORY)).hasValue(716_711_186);
  }

  @Test
  void vpaAfterHalfADayWidensItsBounds() {
    VpaRecommender vpa = new VpaRecommender(1);
    UsagePast cpu = TRACE.cpu().before(12 * 3600, ALL);
    UsagePast memory = TRACE.memory().before(12 * 3600, ALL);

    assertThat(vpa.confidence(cpu)).isCloseTo(0.4993, within(5e-5));
    assertThat(vpa.ofCpu(cpu)).isEqualTo(new VpaEstimate(442, 162, 1429));
    assertThat(vpa.ofMemory(memory, List.of(), vpa.confidence(cpu)))
        .isEqualTo(new VpaEstimate(716_711_186, 713_848_955, 2_152_127_191L));
  }

  @Test
  void vpaTakesAnOomForAPeakOfWhatWasNeeded() {
    VpaRecommender vpa = new VpaRecommender(1);
    Oom oom = new Oom(11_000 * 60L, 512 * MIB);

    assertThat(vpa.ofMemory(MEMORY, List.of(oom), vpa.confidence(CPU)))
        .isEqualTo(new VpaEstimate(813_749_082, 813_545_665, 915_476_547));
  }

  @Test
  void vpaDividesItsFloorAmongTheContainers() {
    UsageSeries idle =
        new UsageSeries("idle", Resource.CPU, new long[] {0, 60}, new double[] {0, 0});
    UsagePast past = idle.before(120, ALL);

    assertThat(new VpaRecommender(1).size(past)).hasValue(0.025);
    assertThat(new VpaRecommender(3).size(past)).hasValue(0.011);
  }

  @Test
  void vpaIsTheSameWhereverTheTraceLiesInTime() {
    UsageSeries memory = TRACE.memory();
    long shift = 20_000 * 86_400L;
    long[] seconds = new long[memory.count()];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = memory.second(i) + shift;
    }
    UsageSeries moved = new UsageSeries("moved", Resource.MEMORY, seconds, MEMORY.values());

    assertThat(new VpaRecommender(1).size(moved.before(MEMORY.at() + shift, ALL)))
        .hasValue(716_711_186);
  }

  @Test
  void krr() {
    List<UsagePast> cpu = List.of(all(TRACE.every75Seconds(Resource.CPU)));
    List<UsagePast> memory = List.of(all(TRACE.every75Seconds(Resource.MEMORY)));
    KrrRule simple = new KrrRule(Strategy.SIMPLE, Form.SHIPPED);
    KrrRule simpleLimit = new KrrRule(Strategy.SIMPLE_LIMIT, Form.SHIPPED);

    assertThat(millicores(simple.cpuRequest(cpu))).isEqualTo(391);
    assertThat(simple.cpuLimit(cpu)).isEmpty();
    assertThat(mebibytes(simple.memory(memory, 0))).isEqualTo(644);
    assertThat(mebibytes(simple.memory(memory, 640 * MIB))).isEqualTo(800);
    assertThat(millicores(simpleLimit.cpuRequest(cpu))).isEqualTo(145);
    assertThat(millicores(simpleLimit.cpuLimit(cpu))).isEqualTo(393);
    assertThat(mebibytes(simpleLimit.memory(memory, 0))).isEqualTo(644);
  }

  @Test
  void krrTakesTheBusiestPodOrAllTogether() {
    UsagePast busy = constant(0.8);
    UsagePast idle = constant(0.1);

    assertThat(new KrrRule(Strategy.SIMPLE, Form.RULE).cpuRequest(List.of(idle, busy)))
        .hasValue(0.8);
    assertThat(new KrrRule(Strategy.SIMPLE_LIMIT, Form.RULE).cpuRequest(List.of(idle, idle, busy)))
        .hasValue(0.1);
  }

  @Test
  void krrAsShippedWantsSomeHistoryAndHasFloors() {
    KrrRule krr = new KrrRule(Strategy.SIMPLE, Form.SHIPPED);

    assertThat(krr.size(constant(0.001))).hasValue(0.01);
    assertThat(krr.size(TRACE.cpu().before(2 * 3600, ALL))).isEmpty();
  }

  private static UsagePast constant(double cores) {
    long[] seconds = new long[300];
    double[] values = new double[300];
    Arrays.setAll(seconds, i -> i * 60L);
    Arrays.fill(values, cores);
    return new UsageSeries("constant", Resource.CPU, seconds, values).before(300 * 60, ALL);
  }

  @Test
  void crane() {
    CraneRule crane = new CraneRule(Form.SHIPPED);

    assertThat(crane.size(CPU)).hasValue(1.15);
    assertThat(crane.size(MEMORY)).hasValue(602_931_200);
    assertThat(crane.size(constant(0.001))).hasValue(0.115);
  }

  @ParameterizedTest
  @EnumSource(KruizeRule.Model.class)
  void kruizeAnswersAlikeBelowOneCore(KruizeRule.Model model) {
    KruizeRule kruize = new KruizeRule(model);

    assertThat(kruize.size(CPU, KruizeRule.Term.SHORT)).hasValue(0.9);
    assertThat(kruize.size(CPU, KruizeRule.Term.MEDIUM)).hasValue(0.9);
    assertThat(kruize.size(MEMORY, KruizeRule.Term.SHORT)).hasValue(704_643_072);
    assertThat(kruize.size(MEMORY, KruizeRule.Term.MEDIUM)).hasValue(704_643_072);
  }

  @Test
  void kruizeTakesAPercentileFromOneCoreOn() {
    long[] quarters = new long[101];
    double[] cores = new double[101];
    Arrays.setAll(quarters, i -> i * 900L);
    Arrays.setAll(cores, i -> i / 10.0);
    UsagePast past = new UsageSeries("ramp", Resource.CPU, quarters, cores).before(101 * 900, ALL);

    assertThat(new KruizeRule(KruizeRule.Model.COST).size(past, KruizeRule.Term.MEDIUM))
        .hasValue(6);
    assertThat(new KruizeRule(KruizeRule.Model.PERFORMANCE).size(past, KruizeRule.Term.MEDIUM))
        .hasValue(9.8);
  }

  @Test
  void attune() {
    AttuneRule attune = new AttuneRule(Form.SHIPPED);
    double cpu = attune.size(CPU).orElseThrow();
    double memory = attune.size(MEMORY).orElseThrow();

    assertThat(cpu).isCloseTo(1.0800002657312926, within(1e-12));
    assertThat(attune.stored(Resource.CPU, cpu, 1)).isEqualTo(1);
    assertThat(memory).isCloseTo(763_363_515.8236332, within(1e-4));
    assertThat(attune.stored(Resource.MEMORY, memory, 1024 * MIB))
        .isCloseTo(763_363_515.8236332, within(1e-4));
  }

  @Test
  void attuneStoresOneStepOfAGreatChange() {
    AttuneRule attune = new AttuneRule(Form.SHIPPED);

    assertThat(attune.stored(Resource.CPU, 4, 1)).isEqualTo(1.5);
    assertThat(attune.stored(Resource.CPU, 0.1, 1)).isEqualTo(0.5);
    assertThat(attune.stored(Resource.MEMORY, 100, 1000)).isEqualTo(700);
  }

  @Test
  void kubecost() {
    KubecostRule kubecost = new KubecostRule(Form.SHIPPED);

    assertThat(millicores(kubecost.size(CPU))).isEqualTo(1286);
    assertThat(mebibytes(kubecost.size(MEMORY))).isCloseTo(800, within(0.05));
  }

  @Test
  void rightSizerIsBelowTheRealPeakOfMemory() {
    RightSizerRule rightSizer = new RightSizerRule(Form.SHIPPED);

    assertThat(millicores(rightSizer.size(CPU))).isEqualTo(469);
    assertThat(mebibytes(rightSizer.size(MEMORY))).isCloseTo(542.3, within(0.05)).isLessThan(560);
  }

  @Test
  void rhacm() {
    assertThat(millicores(new RhacmRule().size(CPU))).isEqualTo(990);
    assertThat(mebibytes(new RhacmRule().size(MEMORY))).isCloseTo(616, within(0.05));
  }

  @Test
  void autopilotWeighsCpuByTheLoad() {
    long[] seconds = new long[100];
    double[] cores = new double[100];
    Arrays.setAll(seconds, i -> i);
    Arrays.setAll(cores, i -> i % 20 == 0 ? 1 : 0.1);
    UsagePast past = new UsageSeries("bursts", Resource.CPU, seconds, cores).before(100, ALL);

    assertThat(new AutopilotWindow().size(past).orElseThrow()).isCloseTo(1.1, within(1e-12));
    assertThat(mebibytes(new AutopilotWindow().size(MEMORY))).isCloseTo(616, within(0.05));
  }

  static Stream<Arguments> everyRule() {
    PeerRules rules = new PeerRules();
    return Stream.of(Resource.values())
        .flatMap(
            resource ->
                Stream.concat(rules.of(resource).stream(), rules.shipped().stream())
                    .map(rule -> Arguments.of(resource, rule)));
  }

  @ParameterizedTest
  @MethodSource("everyRule")
  void noRuleSizesWithoutUsage(Resource resource, SizeRule rule) {
    UsageSeries none = new UsageSeries("none", resource, new long[0], new double[0]);

    assertThat(rule.size(none.before(86_400, ALL))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everyRule")
  void everyRuleSizesADayOfUsage(Resource resource, SizeRule rule) {
    UsageSeries series = resource == Resource.CPU ? TRACE.cpu() : TRACE.memory();

    assertThat(rule.size(series.before(86_400, ALL)).orElseThrow()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(Resource.class)
  void namesTellTheRulesOfAResourceApart(Resource resource) {
    PeerRules rules = new PeerRules();

    assertThat(Stream.concat(rules.of(resource).stream(), rules.shipped().stream()))
        .extracting(SizeRule::name)
        .doesNotHaveDuplicates();
  }
}

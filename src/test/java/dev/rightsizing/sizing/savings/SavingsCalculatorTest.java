// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.savings;

import static dev.rightsizing.testkit.Containers.ofTemplate;
import static dev.rightsizing.testkit.Containers.running;
import static dev.rightsizing.testkit.Containers.sizing;
import static dev.rightsizing.testkit.Containers.spec;
import static dev.rightsizing.testkit.Containers.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Money;
import dev.rightsizing.model.Price;
import dev.rightsizing.model.PriceSource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Savings;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.sizing.savings.SavingsCalculator.WorkloadSavings;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SavingsCalculatorTest {
  private static final Price PRICE = new Price(0.1, 0.01, "USD", PriceSource.POLICY);

  private final SavingsCalculator calculator = new SavingsCalculator();

  private WorkloadSavings savings(int replicas, double share, ContainerSizing... sizings) {
    Workload workload = workload(WorkloadKind.DEPLOYMENT, "web", replicas);
    return calculator.of(workload, List.of(sizings), PRICE, replicas * share);
  }

  private static ContainerSizing main(String name, String now, String then) {
    return sizing(spec(name, ContainerRole.MAIN, 0, now + "/-", "1Gi/-"), then + "/-", "512Mi/-");
  }

  @Test
  void countsReplicasAndAMonthOf730Hours() {
    Savings total = savings(3, 1, main("app", "1", "250m")).total();

    // 3 x (0.75 x 0.1 + 0.5 x 0.01) x 730
    assertThat(total.monthly().amount()).isEqualTo("175.20");
    assertThat(total.cpu().toQuantity()).isEqualTo("2250m");
    assertThat(total.memory().toQuantity()).isEqualTo("1536Mi");
    assertThat(total.percent()).isEqualTo(73);
  }

  @Test
  void growthIsANegativeSaving() {
    assertThat(savings(1, 1, main("app", "100m", "1")).total().monthly().value()).isNegative();
  }

  @Test
  void nothingRunsNothingSaves() {
    assertThat(savings(0, 1, main("app", "1", "250m")).total().monthly().amount())
        .isEqualTo("0.00");
  }

  @Test
  void aBatchWorkloadCostsOnlyWhileItRuns() {
    Money always = savings(1, 1, main("app", "1", "250m")).total().monthly();
    Money tenth = savings(1, 0.1, main("app", "1", "250m")).total().monthly();

    assertThat(tenth.value().doubleValue())
        .isCloseTo(always.value().doubleValue() / 10, within(0.011));
  }

  @Test
  void anAbsentRequestCostsNothingNow() {
    Savings total = savings(1, 1, main("app", "-", "100m")).total();

    assertThat(total.current().amount()).isEqualTo("7.30");
    assertThat(total.cpu().toQuantity()).isEqualTo("-100m");
  }

  @Test
  void anInitContainerThatDecidesThePodsRequestTakesTheDifference() {
    ContainerSizing init =
        sizing(spec("migrate", ContainerRole.INIT, 0, "2/-", "1Gi/-"), "2/-", "1Gi/-");
    ContainerSizing app = main("app", "1", "250m");

    WorkloadSavings savings = savings(1, 1, init, app);

    // CPU: the pod asks for the init container's 2 cores before and after.
    assertThat(savings.total().cpu().isZero()).isTrue();
    assertThat(sum(savings)).isEqualTo(savings.total().monthly());
  }

  @Test
  void aSidecarRunsBesideTheMainContainers() {
    ContainerSizing sidecar =
        sizing(spec("proxy", ContainerRole.SIDECAR, 0, "500m/-", "1Gi/-"), "100m/-", "1Gi/-");

    Savings total = savings(1, 1, sidecar, main("app", "1", "1")).total();

    assertThat(total.cpu().toQuantity()).isEqualTo("400m");
  }

  @Test
  void podsThatWereResizedSaveByWhatTheyAskForNow() {
    // The template says 1 core, the three pods 200m: 3 x 20m come free, not 3 x 820m.
    ContainerSpec app = spec("app", ContainerRole.MAIN, 0, "200m/-", "1Gi/-");
    Workload tuned =
        workload(WorkloadKind.DEPLOYMENT, "tuned", 3, ofTemplate(app, "1/-", "1Gi/-"))
            .withRunning(List.of(running(3, "app", "200m/-", "1Gi/-")));

    Savings total = calculator.of(tuned, List.of(sizing(app, "180m/-", "1Gi/-")), PRICE, 3).total();

    assertThat(total.cpu().toQuantity()).isEqualTo("60m");
    // 3 x (0.2 x 0.1 + 1 x 0.01) x 730
    assertThat(total.current().amount()).isEqualTo("65.70");
  }

  @Test
  void podsOfTwoRevisionsCountEachWithItsOwn() {
    // 1 x (1 - 180m) + 2 x (200m - 180m)
    ContainerSpec app = spec("app", ContainerRole.MAIN, 0, "200m/-", "1Gi/-");
    Workload rolling =
        workload(WorkloadKind.DEPLOYMENT, "web", 3, app)
            .withRunning(
                List.of(running(1, "app", "1/-", "1Gi/-"), running(2, "app", "200m/-", "1Gi/-")));

    Savings total =
        calculator.of(rolling, List.of(sizing(app, "180m/-", "1Gi/-")), PRICE, 3).total();

    assertThat(total.cpu().toQuantity()).isEqualTo("860m");
  }

  @Test
  void whatIsNotRecommendedSavesNothingWhateverThePodsAskFor() {
    ContainerSpec app = spec("app", ContainerRole.MAIN, 0, "200m/-", "1Gi/-");
    ContainerSizing some = sizing(app, "200m/-", "1Gi/-");
    ContainerSizing kept = new ContainerSizing(app, kept(some.cpu()), kept(some.memory()));
    Workload web =
        workload(WorkloadKind.DEPLOYMENT, "web", 3, app)
            .withRunning(
                List.of(running(1, "app", "1/-", "1Gi/-"), running(2, "app", "200m/-", "1Gi/-")));

    assertThat(calculator.of(web, List.of(kept), PRICE, 3).total().cpu().isZero()).isTrue();
  }

  private static ResourceSizing kept(ResourceSizing from) {
    return new ResourceSizing(
        from.resource(),
        from.current(),
        from.origin(),
        from.usage(),
        from.current(),
        Verdict.INSUFFICIENT_DATA,
        "",
        from.adaptive(),
        false);
  }

  @Property(tries = 300)
  void noSumOfSavingsIsOverWhatThePodsCostNow(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 0, max = 5000) Integer> pods,
      @ForAll @IntRange(min = 0, max = 5000) int template,
      @ForAll @IntRange(min = 0, max = 5000) int then) {
    ContainerSpec app =
        ofTemplate(
            spec("app", ContainerRole.MAIN, 0, pods.get(0) + "m/-", "1Gi/-"),
            template + "m/-",
            "1Gi/-");
    Workload web =
        workload(WorkloadKind.DEPLOYMENT, "web", 7, app)
            .withRunning(
                pods.stream().map(now -> running(1, "app", now + "m/-", "1Gi/-")).toList());

    Savings total =
        calculator.of(web, List.of(sizing(app, then + "m/-", "0/-")), PRICE, pods.size()).total();

    double cores = pods.stream().mapToInt(Integer::intValue).sum() / 1000.0;
    double cost = (cores * 0.1 + pods.size() * 0.01) * 730;
    assertThat(total.current().value().doubleValue()).isCloseTo(cost, within(0.006));
    assertThat(total.monthly()).isLessThanOrEqualTo(total.current());
    assertThat(total.cpu().value()).isCloseTo(cores - pods.size() * then / 1000.0, within(1e-9));
  }

  @Property(tries = 300)
  void savingsNeverExceedTheCostAndContainersAddUp(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 5000) Integer> now,
      @ForAll @IntRange(min = 0, max = 5000) int then,
      @ForAll @IntRange(min = 0, max = 50) int replicas,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    List<ContainerSizing> sizings = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      ContainerRole role = ContainerRole.values()[i % 3];
      sizings.add(
          sizing(
              spec("c" + i, role, i, now.get(i) + "m/-", now.get(i) + "Mi/-"),
              then + "m/-",
              then / 2 + "Mi/-"));
    }

    WorkloadSavings savings = savings(replicas, share, sizings.toArray(ContainerSizing[]::new));

    assertThat(savings.total().monthly()).isLessThanOrEqualTo(savings.total().current());
    assertThat(sum(savings)).isEqualTo(savings.total().monthly());
  }

  private static Money sum(WorkloadSavings savings) {
    return savings.containers().values().stream()
        .map(Savings::monthly)
        .reduce(Money.zero("USD"), Money::plus);
  }
}

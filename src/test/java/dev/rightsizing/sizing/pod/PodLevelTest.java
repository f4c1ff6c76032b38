// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.pod;

import static dev.rightsizing.sizing.pod.Pods.cpu;
import static dev.rightsizing.sizing.pod.Pods.main;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.PodShape;
import dev.rightsizing.model.Price;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Workload;
import dev.rightsizing.sizing.PodTotal;
import dev.rightsizing.sizing.savings.SavingsCalculator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodLevelTest {
  private static final Map<Resource, SizingRule> RULES =
      Map.of(Resource.CPU, SizingRule.CPU_DEFAULT, Resource.MEMORY, SizingRule.MEMORY_DEFAULT);

  private final PodSizer sizer = new PodSizer(Thresholds.DEFAULT);

  private List<ContainerSizing> sized(PodShape pod, ContainerSizing... containers) {
    List<ContainerSizing> all = List.of(containers);
    Workload workload = Pods.workload(pod, all);
    return sizer.withLevel(workload, all, RULES, r -> ContainerLimits.NONE);
  }

  @Test
  void thePodIsSizedByWhatItsContainersNeedTogether() {
    // 300m x 1.20 + 100m x 1.20 = 480m of 2 cores; the limit is the request, as it was.
    List<ContainerSizing> sized =
        sized(
            Pods.level("2/2"),
            main("app", 0, "-/-", "300m", "360m/-"),
            main("tool", 1, "-/-", "100m", "120m/-"));

    ContainerSizing pod = sized.get(0);
    assertThat(pod.container().role()).isEqualTo(ContainerRole.POD);
    assertThat(pod.cpu().recommended()).isEqualTo(cpu("480m/480m"));
    assertThat(pod.cpu().verdict()).isEqualTo(Verdict.OVER_PROVISIONED);
    assertThat(pod.cpu().explanation())
        .startsWith("the pod's containers need app 360m, tool 120m, together 480m");
    assertThat(sized.subList(1, 3))
        .allSatisfy(c -> assertThat(c.cpu().recommended()).isEqualTo(Size.NONE));
  }

  @Test
  void itsSavingsAreThePods() {
    List<ContainerSizing> sized =
        sized(
            Pods.level("2/2"),
            main("app", 0, "-/-", "300m", "360m/-"),
            main("tool", 1, "-/-", "100m", "120m/-"));

    var saved =
        new SavingsCalculator()
            .of(Pods.workload(Pods.level("2/2"), sized.subList(1, 3)), sized, Price.DEFAULT, 1);

    // 2000m - 480m, one replica.
    assertThat(saved.total().cpu().toQuantity()).isEqualTo("1520m");
    assertThat(saved.containers().get(PodShape.LEVEL).cpu().toQuantity()).isEqualTo("1520m");
    assertThat(saved.containers().get("app").cpu().isZero()).isTrue();
  }

  @Test
  void aContainerWithARequestOfItsOwnIsSizedWithinThePod() {
    List<ContainerSizing> sized =
        sized(
            Pods.level("500m/1"),
            main("app", 0, "200m/-", "950m", "1140m/-"),
            main("tool", 1, "-/-", "50m", "60m/-"));

    // 1140m + 60m = 1200m; the limit keeps 2 x the request.
    assertThat(sized.get(0).cpu().recommended()).isEqualTo(cpu("1200m/2400m"));
    assertThat(sized.get(1).cpu().recommended()).isEqualTo(cpu("1140m/-"));
    assertThat(PodTotal.of(sized, Resource.CPU, c -> c.cpu().recommended().request()).amount())
        .isEqualTo(Amount.cores(1.2));
  }

  @Test
  void aPodOfWhichOneContainerIsUnknownIsKept() {
    List<ContainerSizing> sized =
        sized(
            Pods.level("2/2"),
            main("app", 0, "-/-", "300m", "360m/-"),
            Pods.unknown(main("tool", 1, "-/-", "0", "-/-")));

    assertThat(sized.get(0).cpu().verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
    assertThat(sized.get(0).cpu().recommended()).isEqualTo(cpu("2/2"));
    assertThat(sized.get(0).cpu().explanation()).contains("container tool has too little usage");
  }

  @Test
  void anInitContainerCountsAsTheSchedulerCountsIt() {
    // It runs before the others: 800m alone, or 480m together.
    List<ContainerSizing> sized =
        sized(
            Pods.level("2/-"),
            Pods.container("migrate", ContainerRole.INIT, 0, "-/-", "700m", "800m/-"),
            main("app", 0, "-/-", "300m", "360m/-"),
            main("tool", 1, "-/-", "100m", "120m/-"));

    assertThat(sized.get(0).cpu().recommended()).isEqualTo(cpu("800m/-"));
  }

  @Test
  void withoutSizesAtPodLevelNothingIsAdded() {
    assertThat(sized(PodShape.PLAIN, main("app", 0, "1/1", "300m", "360m/360m"))).hasSize(1);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import static dev.rightsizing.testkit.Containers.sizing;
import static dev.rightsizing.testkit.Containers.spec;
import static dev.rightsizing.testkit.Containers.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.QuotaFit;
import dev.rightsizing.model.QuotaProjection;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.sizing.quota.QuotaProjector.WorkloadSizing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaProjectorTest {
  private final QuotaProjector projector = new QuotaProjector();

  private static Quota quota(String key, String hard, String used, boolean scoped) {
    Resource resource = key.contains("memory") ? Resource.MEMORY : Resource.CPU;
    return new Quota(
        "shop",
        "compute",
        key,
        resource,
        key.startsWith("limits."),
        scoped,
        Amount.parse(resource, hard),
        used.equals("-") ? Optional.empty() : Optional.of(Amount.parse(resource, used)));
  }

  private static WorkloadSizing web(String cpu, String toCpu, int replicas) {
    var container = spec("app", ContainerRole.MAIN, 0, cpu, "1Gi/2Gi");
    return new WorkloadSizing(
        workload(WorkloadKind.DEPLOYMENT, "web", replicas, container),
        List.of(sizing(container, toCpu, "512Mi/1Gi")));
  }

  @ParameterizedTest
  @CsvSource({
    "requests.cpu, 20, 17200m, 14200m",
    "cpu, 20, 17200m, 14200m",
    "limits.cpu, 20, 10, 4",
    "requests.memory, 20Gi, 10Gi, 8Gi",
    "limits.memory, 20Gi, 10Gi, 6Gi"
  })
  void addsWhatEveryReplicaGrowsBy(String key, String hard, String used, String projected) {
    WorkloadSizing halved = web("1/2", "250m/500m", 4);

    QuotaProjection projection =
        projector.project(List.of(quota(key, hard, used, false)), List.of(halved)).get(0);

    assertThat(projection.projected().orElseThrow().toQuantity()).isEqualTo(projected);
  }

  @Test
  void nothingIsProjectedForAScopedQuotaOrOneThatIsNotCounted() {
    List<QuotaProjection> projections =
        projector.project(
            List.of(
                quota("requests.cpu", "20", "10", true), quota("requests.cpu", "20", "-", false)),
            List.of(web("1/2", "2/4", 3)));

    assertThat(projections).allSatisfy(p -> assertThat(p.projected()).isEmpty());
  }

  @Test
  void aWorkloadThatGrowsPastAQuotaSaysSo() {
    WorkloadSizing grows = web("1/2", "2/4", 3);
    Quota quota = quota("requests.cpu", "12", "10", false);

    QuotaFit fit = projector.fit(grows, projector.project(List.of(quota), List.of(grows)));

    assertThat(fit.fits()).isFalse();
    assertThat(fit.message())
        .contains("requests.cpu of quota shop/compute")
        .contains("13 projected of 12 hard")
        .contains("adds 3");
  }

  @Test
  void aWorkloadThatShrinksFitsAlthoughOthersOverflow() {
    WorkloadSizing grows = web("1/2", "9/9", 3);
    WorkloadSizing shrinks = web("1/2", "500m/1", 1);
    Quota quota = quota("requests.cpu", "12", "10", false);

    QuotaFit fit =
        projector.fit(shrinks, projector.project(List.of(quota), List.of(grows, shrinks)));

    assertThat(fit.fits()).isTrue();
  }

  @Test
  void takingALimitAwayUnderAQuotaOnLimitsDoesNotFit() {
    WorkloadSizing unlimited = web("1/2", "500m/-", 1);
    Quota quota = quota("limits.cpu", "12", "10", false);

    QuotaFit fit = projector.fit(unlimited, projector.project(List.of(quota), List.of(unlimited)));

    assertThat(fit.fits()).isFalse();
    assertThat(fit.message()).contains("must have a limit");
  }
}

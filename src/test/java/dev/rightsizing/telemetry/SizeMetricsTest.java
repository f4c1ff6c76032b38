// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SizeMetricsTest {
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private static RecommendedSize size(String workload) {
    return new RecommendedSize(
        new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, workload),
        "app",
        Map.of(
            Resource.CPU,
            Size.of(Amount.cores(0.25), Amount.cores(0.5)),
            Resource.MEMORY,
            new Size(Optional.of(Amount.bytes(1024)), Optional.empty())));
  }

  private Map<String, Double> values(String name) {
    Map<String, Double> values = new TreeMap<>();
    registry.scrape(name::equals).stream()
        .map(GaugeSnapshot.class::cast)
        .flatMap(metric -> metric.getDataPoints().stream())
        .forEach(
            point ->
                values.put(
                    point.getLabels().get("workload") + " " + point.getLabels().get("resource"),
                    point.getValue()));
    return values;
  }

  private double leftOut() {
    return registry.scrape("rightsizing_recommended_left_out"::equals).stream()
        .map(GaugeSnapshot.class::cast)
        .findFirst()
        .orElseThrow()
        .getDataPoints()
        .get(0)
        .getValue();
  }

  @Test
  void showsRequestAndLimitInCoresAndBytes() {
    new SizeMetrics(registry, new NameBound(10)).sizes("shop/shop", List.of(size("web")));

    assertThat(values("rightsizing_recommended_request"))
        .isEqualTo(Map.of("web cpu", 0.25, "web memory", 1024.0));
    assertThat(values("rightsizing_recommended_limit")).isEqualTo(Map.of("web cpu", 0.5));
    assertThat(leftOut()).isZero();
  }

  @Test
  void hasNoSeriesUnlessTheBoundAllowsThem() {
    new SizeMetrics(registry, new NameBound(0)).sizes("shop/shop", List.of(size("web")));

    assertThat(values("rightsizing_recommended_request")).isEmpty();
    assertThat(leftOut()).isEqualTo(1);
  }

  @Test
  void aContainerThatIsGoneMakesRoomForAnother() {
    SizeMetrics metrics = new SizeMetrics(registry, new NameBound(1));
    metrics.sizes("shop/shop", List.of(size("one"), size("two")));
    assertThat(values("rightsizing_recommended_limit")).containsOnlyKeys("one cpu");
    assertThat(leftOut()).isEqualTo(1);

    metrics.sizes("shop/shop", List.of(size("two")));
    assertThat(values("rightsizing_recommended_limit")).containsOnlyKeys("two cpu");

    metrics.forget("shop/shop");
    assertThat(values("rightsizing_recommended_limit")).isEmpty();
    metrics.sizes("shop/other", List.of(size("three")));
    assertThat(values("rightsizing_recommended_limit")).containsOnlyKeys("three cpu");
  }

  @Test
  void aContainerOfTwoPoliciesIsShownOnce() {
    SizeMetrics metrics = new SizeMetrics(registry, new NameBound(5));
    metrics.sizes("shop/shop", List.of(size("web")));
    metrics.sizes("central/all", List.of(size("web")));

    assertThat(values("rightsizing_recommended_request")).hasSize(2);

    metrics.forget("shop/shop");
    assertThat(values("rightsizing_recommended_request")).hasSize(2);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.model.Resource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespaceMetricsTest {
  private final OperatorRegistry registry = new OperatorRegistry();
  private final RiskMetrics risk =
      new RiskMetrics(registry, new FigureMetrics(registry), new NameBound(2));
  private final NamespaceMetrics metrics = risk.namespaces();

  private static Map<Resource, ResourceUse> memory(double limit, double usage) {
    return Map.of(Resource.MEMORY, new ResourceUse(limit, usage));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "79.9, 0", "80, 1", "89.9, 1", "90, 2", "94.9, 2", "95, 3", "100, 3"})
  void theLevelFollowsTheShareOfTheLimit(double usage, int level) {
    metrics.read("shop/web", Map.of("shop", memory(100, usage)));

    assertThat(Scraped.of(registry))
        .contains(
            "rightsizing_resource_limit{namespace=\"shop\",resource=\"memory\"} 100.0",
            "rightsizing_resource_usage{namespace=\"shop\",resource=\"memory\"} " + usage,
            "rightsizing_resource_utilization_percent{namespace=\"shop\",resource=\"memory\"} "
                + usage,
            "rightsizing_resource_alert_level{namespace=\"shop\",resource=\"memory\"} "
                + level
                + ".0");
  }

  @Test
  void whatCouldNotBeReadHasNoSeries() {
    metrics.read("shop/web", Map.of("shop", memory(100, 50), "cart", memory(100, 60)));

    metrics.read("shop/web", Map.of("shop", memory(100, 55)));

    assertThat(Scraped.of(registry))
        .contains("rightsizing_resource_usage{namespace=\"shop\",resource=\"memory\"} 55.0")
        .doesNotContain("cart", "resource=\"cpu\"} 0.0\nrightsizing_resource");
  }

  @Test
  void aFailedEvaluationLeavesNoOldFigures() {
    metrics.read("shop/web", Map.of("shop", memory(100, 50)));
    metrics.read("bank/web", Map.of("bank", memory(100, 50)));

    risk.failed("shop/web");

    assertThat(Scraped.of(registry)).contains("namespace=\"bank\"").doesNotContain("\"shop\"");
  }

  @Test
  void ofTwoPoliciesInANamespaceTheLatestCounts() {
    metrics.read("shop/web", Map.of("shop", memory(100, 50)));
    metrics.read("shop/jobs", Map.of("shop", memory(100, 60)));

    metrics.forget("shop/web");

    assertThat(Scraped.of(registry))
        .contains("rightsizing_resource_usage{namespace=\"shop\",resource=\"memory\"} 60.0");
  }

  @Test
  void namespacesBeyondTheBoundAreSummed() {
    metrics.read("a/p", Map.of("a", memory(100, 10), "b", memory(100, 20)));
    Scraped.of(registry);
    metrics.read("c/p", Map.of("c", memory(100, 80), "d", memory(100, 90)));

    assertThat(Scraped.of(registry))
        .contains(
            "rightsizing_resource_usage{namespace=\"_other\",resource=\"memory\"} 170.0",
            "rightsizing_resource_utilization_percent{namespace=\"_other\",resource=\"memory\"}"
                + " 85.0")
        .doesNotContain("namespace=\"c\"");
  }

  @Test
  void aFigureThatCannotBeIsRefused() {
    assertThatThrownBy(() -> new ResourceUse(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ResourceUse(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ResourceUse(1, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}

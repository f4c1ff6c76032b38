// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControllerMetricsTest {
  private static final Map<String, Object> POLICY = Map.of(Constants.CONTROLLER_NAME, "policy");
  private static final ConfigMap OBJECT =
      new ConfigMapBuilder()
          .withNewMetadata()
          .withNamespace("shop")
          .withName("web")
          .endMetadata()
          .build();

  private final OperatorRegistry registry = new OperatorRegistry();
  private final ControllerMetrics metrics = new ControllerMetrics(registry);

  @Test
  void followsAReconciliationFromTheQueueToItsEnd() {
    metrics.reconciliationSubmitted(OBJECT, null, POLICY);
    assertThat(Scraped.of(registry))
        .contains("rightsizing_controller_queue{controller=\"policy\"} 1.0");

    metrics.reconciliationStarted(OBJECT, POLICY);
    assertThat(Scraped.of(registry))
        .contains(
            "rightsizing_controller_queue{controller=\"policy\"} 0.0",
            "rightsizing_controller_active{controller=\"policy\"} 1.0",
            "rightsizing_controller_queue_wait_seconds_count{controller=\"policy\"} 1",
            "rightsizing_controller_queue_wait_seconds_bucket{controller=\"policy\",le=\"3600.0\"}");

    metrics.reconciliationSucceeded(OBJECT, POLICY);
    metrics.reconciliationFinished(OBJECT, null, POLICY);
    assertThat(Scraped.of(registry))
        .contains(
            "rightsizing_controller_active{controller=\"policy\"} 0.0",
            "rightsizing_controller_reconciliations_total{controller=\"policy\","
                + "outcome=\"succeeded\"} 1.0");
  }
}

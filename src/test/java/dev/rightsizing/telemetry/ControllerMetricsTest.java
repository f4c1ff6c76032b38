// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.telemetry.trace.Attributes;
import dev.rightsizing.testkit.RecordedSteps;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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

  @Test
  void eachExecutionIsAStepThatNamesItsPolicyAndHowItFailed() throws Exception {
    RecordedSteps steps = new RecordedSteps();
    metrics.trace(steps);

    assertThat(metrics.timeControllerExecution(execution(() -> "done"))).isEqualTo("done");
    assertThatThrownBy(
            () ->
                metrics.timeControllerExecution(
                    execution(
                        () -> {
                          throw new IllegalStateException("token abc");
                        })))
        .isInstanceOf(IllegalStateException.class);

    assertThat(steps.ended("reconcile"))
        .extracting(RecordedSteps.Ended::failure)
        .containsExactly(Optional.empty(), Optional.of("IllegalStateException"));
    assertThat(steps.ended().get(0).attributes())
        .isEqualTo(
            Map.of(
                Attributes.CONTROLLER, "policy",
                Attributes.NAMESPACE, "shop",
                Attributes.POLICY, "web"));
    assertThat(Scraped.of(registry))
        .contains(
            "rightsizing_controller_reconcile_duration_seconds_count{controller=\"policy\"} 2");
  }

  private static Metrics.ControllerExecution<String> execution(Callable<String> work) {
    return new Metrics.ControllerExecution<>() {
      @Override
      public String name() {
        return "reconcile";
      }

      @Override
      public String controllerName() {
        return "policy";
      }

      @Override
      public String successTypeName(String result) {
        return result;
      }

      @Override
      public ResourceID resourceID() {
        return ResourceID.fromResource(OBJECT);
      }

      @Override
      public Map<String, Object> metadata() {
        return POLICY;
      }

      @Override
      public String execute() throws Exception {
        return work.call();
      }
    };
  }
}

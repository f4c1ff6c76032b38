// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.usage.risk.RiskSignal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromQlRiskTest {
  private static final String SHOP =
      "{container!=\"\",container!=\"POD\",namespace=\"shop\",cluster=\"a\"}[5m]";

  private final PromQl promql = new PromQl(Map.of("cluster", "a"));

  @Test
  void pressureIsZeroWhereTheContainerHardlyRuns() {
    assertThat(promql.risk(RiskSignal.CPU_PRESSURE, List.of("shop")))
        .isEqualTo(
            "max by (namespace,pod,container) (rate(container_pressure_cpu_waiting_seconds_total"
                + SHOP
                + ")) * (max by (namespace,pod,container) (rate(container_cpu_usage_seconds_total"
                + SHOP
                + ")) > bool 0.01)");
  }

  @Test
  void periodsAreMergedByContainer() {
    assertThat(promql.risk(RiskSignal.PERIODS, List.of("shop")))
        .isEqualTo(
            "max by (namespace,pod,container) (rate(container_cpu_cfs_periods_total" + SHOP + "))");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.risk.RiskMetric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlRiskTest {
  private static final String SHOP =
      "{container!=\"\",container!=\"POD\",namespace=\"shop\",cluster=\"a\"}[5m]";

  private final PromQl promql = new PromQl(Map.of("cluster", "a"));

  @Test
  void usageIsThatOfAllCoresTogether() {
    assertThat(promql.risk(RiskMetric.CPU_USAGE, List.of("shop")))
        .isEqualTo(
            "max by (namespace,pod,container) (sum without (cpu)"
                + " (rate(container_cpu_usage_seconds_total"
                + SHOP
                + ")))");
    assertThat(promql.risk(RiskMetric.CPU_PRESSURE, List.of("shop")))
        .isEqualTo(
            "max by (namespace,pod,container) (rate(container_pressure_cpu_waiting_seconds_total"
                + SHOP
                + "))");
  }

  @Test
  void otherClustersAreLeftOutOfEveryQuery() {
    PromQl ours = promql.without(Map.of("env", Set.of("", "stage", "dev.1")));

    assertThat(ours.risk(RiskMetric.PERIODS, List.of("shop")))
        .contains("cluster=\"a\",env!~\"|dev\\\\.1|stage\"}");
    assertThat(ours.usage(Resource.CPU, List.of("shop"), Duration.ofMinutes(5)))
        .contains("cluster=\"a\",env!~\"|dev\\\\.1|stage\"}[5m]");
    assertThat(ours.owners("kube_pod_owner", List.of("shop")))
        .endsWith(",env!~\"|dev\\\\.1|stage\"}");
    assertThat(new PromQl(Map.of()).without(Map.of("env", Set.of("x"))).nodePrice("p"))
        .isEqualTo("avg by (node) (p{env!~\"x\"})");
  }

  @Test
  void podsOfOneWorkloadAreMatchedByTheirNames() {
    assertThat(promql.usage(Resource.MEMORY, List.of("shop"), Duration.ofMinutes(5), "web\\.v2-.+"))
        .isEqualTo(
            "max_over_time(container_memory_working_set_bytes{container!=\"\",container!=\"POD\","
                + "namespace=\"shop\",pod=~\"web\\\\.v2-.+\",cluster=\"a\"}[5m])");
  }

  @Test
  void periodsAreMergedByContainer() {
    assertThat(promql.risk(RiskMetric.PERIODS, List.of("shop")))
        .isEqualTo(
            "max by (namespace,pod,container) (rate(container_cpu_cfs_periods_total" + SHOP + "))");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.Nodes;
import dev.rightsizing.model.PodSizes;
import dev.rightsizing.model.PodSizes.PodRef;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import dev.rightsizing.telemetry.ResourceUse;
import dev.rightsizing.usage.risk.RiskReadings;
import dev.rightsizing.workload.ClusterView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamespaceUseTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final Map<PodRef, Map<String, Map<Resource, Size>>> sizes = new HashMap<>();
  private final Map<ContainerRef, List<PodReading>> readings = new HashMap<>();
  private final Map<ContainerRef, Map<String, Double>> cpu = new HashMap<>();

  private static ContainerRef app(String namespace) {
    return new ContainerRef(new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, "web"), "app");
  }

  private static Size limit(Amount limit) {
    return new Size(Optional.empty(), Optional.of(limit));
  }

  /** A pod with a limit of 2 cores and 1000 bytes. */
  private void pod(String namespace, String name) {
    sizes.put(
        new PodRef(namespace, name),
        Map.of(
            "app",
            Map.of(
                Resource.CPU, limit(Amount.cores(2)),
                Resource.MEMORY, limit(Amount.bytes(1000)))));
  }

  private void memory(String namespace, String pod, Instant at, double bytes) {
    readings
        .computeIfAbsent(app(namespace), c -> new ArrayList<>())
        .add(
            new PodReading(
                pod,
                Optional.empty(),
                List.of(new MemoryPoint(at, bytes)),
                OptionalDouble.empty()));
  }

  private Map<String, Map<Resource, ResourceUse>> use() {
    ClusterView view =
        new ClusterView(
            List.of(),
            List.of(),
            (namespace, pod) -> Optional.empty(),
            Map.of(),
            List.of(),
            Set.of(),
            Map.of(),
            List.of(),
            Nodes.UNKNOWN,
            new PodSizes(sizes));
    return new NamespaceUse(view, new RiskReadings(readings, Map.of(), Map.of(), cpu), NOW)
        .byNamespace();
  }

  @Test
  void sumsLimitsAndUsageOfTheSameContainers() {
    pod("shop", "web-1");
    pod("shop", "web-2");
    memory("shop", "web-1", NOW, 400);
    memory("shop", "web-2", NOW.minusSeconds(60), 600);
    cpu.put(app("shop"), Map.of("web-1", 0.5));

    assertThat(use())
        .containsExactly(
            Map.entry(
                "shop",
                Map.of(
                    Resource.MEMORY, new ResourceUse(2000, 1000),
                    Resource.CPU, new ResourceUse(2, 0.5))));
  }

  @Test
  void aContainerWithoutACurrentReadingIsInNeitherSum() {
    pod("shop", "web-1");
    pod("shop", "new");
    pod("bank", "web-1");
    memory("shop", "web-1", NOW, 400);
    memory("shop", "new", NOW.minus(Duration.ofMinutes(4)), 600);
    memory("bank", "web-1", NOW.minus(Duration.ofMinutes(10)), 600);

    assertThat(use())
        .containsExactly(Map.entry("shop", Map.of(Resource.MEMORY, new ResourceUse(1000, 400))));
  }

  @Test
  void aPodThatIsGoneOrHasNoLimitDoesNotCount() {
    memory("shop", "gone", NOW, 400);
    sizes.put(new PodRef("shop", "free"), Map.of("app", Map.of()));
    memory("shop", "free", NOW, 400);

    assertThat(use()).isEmpty();
  }

  @Test
  void anImpossibleReadingIsLeftOutAndJitterIsNotShown() {
    pod("shop", "web-1");
    pod("shop", "web-2");
    memory("shop", "web-1", NOW, 400);
    memory("shop", "web-2", NOW, 5000);
    cpu.put(app("shop"), Map.of("web-1", 2.1, "web-2", 1.0));

    assertThat(use().get("shop"))
        .containsEntry(Resource.MEMORY, new ResourceUse(1000, 400))
        .containsEntry(Resource.CPU, new ResourceUse(4, 3));
  }
}

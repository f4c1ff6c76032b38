// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import static dev.rightsizing.testkit.Containers.size;
import static dev.rightsizing.testkit.Containers.spec;
import static dev.rightsizing.testkit.Containers.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.PodShape;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PodMemoryTest {
  private static final Instant FIRST = Instant.parse("2026-03-04T10:00:00Z");
  private static final Instant SECOND = FIRST.plusSeconds(60);
  private static final double MIB = 1024 * 1024;

  private final ContainerSpec app = spec("app", ContainerRole.MAIN, 0, "-/-", "-/-");
  private final ContainerSpec tool = spec("tool", ContainerRole.MAIN, 1, "-/-", "-/-");
  private final ContainerSpec own = spec("own", ContainerRole.MAIN, 2, "-/-", "64Mi/64Mi");

  private PodMemory memory(PodShape pod) {
    Workload workload = workload(WorkloadKind.DEPLOYMENT, "bundle", 1, app, tool, own).withPod(pod);
    Map<String, List<PodReading>> seen =
        Map.of(
            "app", List.of(reading(new MemoryPoint(FIRST, 500 * MIB), at(SECOND, 600))),
            "tool", List.of(reading(at(SECOND, 300))),
            "own", List.of(reading(new MemoryPoint(FIRST, 10 * MIB), at(SECOND, 20))));
    return new PodMemory(workload, ref -> seen.get(ref.container()));
  }

  private static MemoryPoint at(Instant when, double mebibytes) {
    return new MemoryPoint(when, mebibytes * MIB);
  }

  private static PodReading reading(MemoryPoint... points) {
    return new PodReading("bundle-1", Optional.empty(), List.of(points), OptionalDouble.empty());
  }

  private static PodShape limited() {
    Map<Resource, Size> sizes = Map.of(Resource.MEMORY, size(Resource.MEMORY, "1Gi/1Gi"));
    return new PodShape(sizes, sizes, Map.of());
  }

  @Test
  void theFirstContainerWithoutALimitIsHeldAgainstThePodsWithAllThatThePodUses() {
    PodMemory memory = memory(limited());

    assertThat(memory.limit(app)).contains(Amount.parse(Resource.MEMORY, "1Gi"));
    // 600 + 300 + 20; of the first minute tool has no sample, so it is left out.
    assertThat(memory.of(app).get(0).memory()).containsExactly(at(SECOND, 920));
    assertThat(memory.of(app).get(0).limits().orElseThrow().memory())
        .contains(Amount.parse(Resource.MEMORY, "1Gi"));
  }

  @Test
  void theOthersAreHeldAgainstItWithTheirOwnUsage() {
    PodMemory memory = memory(limited());

    assertThat(memory.limit(tool)).contains(Amount.parse(Resource.MEMORY, "1Gi"));
    assertThat(memory.of(tool).get(0).memory()).containsExactly(at(SECOND, 300));
  }

  @Test
  void aContainerWithALimitIsHeldAgainstItsOwn() {
    PodMemory memory = memory(limited());

    assertThat(memory.limit(own)).contains(Amount.parse(Resource.MEMORY, "64Mi"));
    assertThat(memory.of(own).get(0).memory()).hasSize(2);
  }

  @Test
  void withoutALimitAtPodLevelNothingIsAddedUp() {
    PodMemory memory = memory(PodShape.PLAIN);

    assertThat(memory.limit(app)).isEmpty();
    assertThat(memory.of(app).get(0).memory()).hasSize(2);
  }
}

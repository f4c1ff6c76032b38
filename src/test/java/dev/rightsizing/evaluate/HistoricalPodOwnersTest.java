// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.usage.KnownPods;
import dev.rightsizing.usage.PodOwnerHistory;
import dev.rightsizing.usage.PodOwnerHistory.Named;
import dev.rightsizing.usage.PodOwnerHistory.Owner;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoricalPodOwnersTest {
  private static final WorkloadRef BY_REFERENCE =
      new WorkloadRef("shop", WorkloadKind.STATEFULSET, "web");
  private static final WorkloadRef RECORDED =
      new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "recorded");
  private static final Owner OWNER = new Owner("shop", "Deployment", "recorded");

  private static final PodOwnerHistory HISTORY =
      new PodOwnerHistory(Map.of(new Named("shop", "web-0"), OWNER), Map.of());

  private static KnownPods cluster(Optional<WorkloadRef> owner, Set<String> live) {
    return new KnownPods() {
      @Override
      public Optional<WorkloadRef> ownerOf(String namespace, String pod) {
        return owner;
      }

      @Override
      public boolean lives(String namespace, String pod) {
        return live.contains(pod);
      }
    };
  }

  private static Optional<WorkloadRef> owner(KnownPods cluster) {
    return new HistoricalPodOwners(cluster, HISTORY, Map.of(OWNER, RECORDED))
        .ownerOf("shop", "web-0");
  }

  @Test
  void theOwnerReferencesOfALivingPodOutrankTheRecord() {
    assertThat(owner(cluster(Optional.of(BY_REFERENCE), Set.of("web-0")))).contains(BY_REFERENCE);
  }

  @Test
  void aLivingPodWithoutAWorkloadIsNotGivenToTheRecordedOne() {
    assertThat(owner(cluster(Optional.empty(), Set.of("web-0")))).isEmpty();
  }

  @Test
  void theRecordedOwnerOfAPodThatIsGoneOutranksItsName() {
    assertThat(owner(cluster(Optional.of(BY_REFERENCE), Set.of()))).contains(RECORDED);
  }

  @Test
  void withoutARecordTheNameDecides() {
    assertThat(
            new HistoricalPodOwners(
                    cluster(Optional.of(BY_REFERENCE), Set.of()), PodOwnerHistory.EMPTY, Map.of())
                .ownerOf("shop", "web-0"))
        .contains(BY_REFERENCE);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodGroupsTest {

  private static UsageSeries series(String name, long[] seconds, double... values) {
    return new UsageSeries(name, Resource.MEMORY, seconds, values);
  }

  @ParameterizedTest(name = "{0} is of {1}")
  @CsvSource({
    "shop/web-7d4b9c6f5d-x2x4z/app, shop/web/app", // a Deployment's
    "shop/agent-x2x4z/app, shop/agent/app", // a DaemonSet's
    "shop/db-0/app, shop/db/app", // a StatefulSet's
    "shop/nightly-28611240-x2x4z/app, shop/nightly/app", // a CronJob's
    "shop/web-7d4b9c6f5d-aeiou/app, shop/web-7d4b9c6f5d-aeiou/app", // vowels are never drawn
    "shop/store-pod-1a5a98a0/app, shop/store-pod-1a5a98a0/app", // of another controller
    "shop/db-00/app, shop/db-00/app", // no ordinal
    "job1297383150, job1297383150", // no pod
  })
  void podsAreToldByTheNamesThatKubernetesGives(String name, String workload) {
    assertThat(PodGroups.workload(name)).isEqualTo(workload);
  }

  @Test
  void aWorkloadUsesAtEachInstantWhatItsGreatestPodDoes() {
    UsageSeries one = series("shop/web-7d4b9c6f5d-x2x4z/app", new long[] {60, 120, 180}, 5, 1, 2);
    UsageSeries two = series("shop/web-7d4b9c6f5d-cvbnm/app", new long[] {120, 180, 240}, 3, 1, 4);
    UsageSeries sidecar = series("shop/web-7d4b9c6f5d-x2x4z/proxy", new long[] {60}, 9);
    PodGroups groups = new PodGroups(List.of(one, two, sidecar));

    UsageSeries together = groups.together(two);

    assertThat(together.count()).isEqualTo(4);
    assertThat(together.values(0, 4)).containsExactly(5, 3, 2, 4);
    assertThat(groups.together(one)).isSameAs(together);
    assertThat(groups.together(sidecar)).isSameAs(sidecar);
  }
}

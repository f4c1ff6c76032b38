// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.workload.WorkloadSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** A source that watches keeps to what one that lists does. */
class WatchedWorkloadSourceContractIT extends KubernetesWorkloadSourceContractIT {
  private final List<KubernetesWorkloadSource> sources = new ArrayList<>();

  @AfterEach
  void endWatches() {
    sources.forEach(KubernetesWorkloadSource::close);
  }

  @Override
  protected WorkloadSource source() {
    KubernetesWorkloadSource source =
        KubernetesWorkloadSource.watching(
            client(), Set.of(), Clock.systemUTC(), FallbackListener.NONE);
    sources.add(source);
    return source;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.workload.LiveCluster;
import dev.rightsizing.workload.kubernetes.live.KubernetesLiveCluster;
import java.util.function.Supplier;

/** Watches pods, budgets and nodes from the first pass of mode Apply on, and never before. */
final class LazyLiveCluster implements Supplier<LiveCluster>, AutoCloseable {
  private final Supplier<KubernetesLiveCluster> make;
  private KubernetesLiveCluster made;

  LazyLiveCluster(Supplier<KubernetesLiveCluster> make) {
    this.make = make;
  }

  @Override
  public synchronized LiveCluster get() {
    if (made == null) {
      made = make.get();
    }
    return made;
  }

  @Override
  public synchronized void close() {
    if (made != null) {
      made.close();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.crd;

import io.prometheus.metrics.model.registry.Collector;
import java.util.List;

/** Every metric that the operator registers, for tests of other rooms. */
public final class RegisteredMetrics {
  private RegisteredMetrics() {}

  /** Ours, without those of the Java runtime. */
  public static List<Collector> ours() {
    return MetricsPage.ours();
  }
}

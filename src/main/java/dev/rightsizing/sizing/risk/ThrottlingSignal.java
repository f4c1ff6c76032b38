// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.Cfs;
import dev.rightsizing.model.risk.RiskKind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The throttled share of the worst pod that really waits. The share alone cries wolf: a pod that
 * wakes up for two periods a minute is throttled in half of them without any harm. So the two
 * floors of the alert HighCPUThrottling apply too, as {@code docs/alerts.md} describes: over 50 ms
 * of waiting each second, and at least a period every two seconds (150 in 5 minutes, of at most
 * 3000). All three are of one pod. 60 % in a period every four seconds is 0; 60 % in 8 a second
 * with 40 ms is 0; 60 % in 8 with 200 ms is 60 %.
 */
final class ThrottlingSignal {
  private static final double WAITED_OVER = 0.05;
  private static final double LEAST_PERIODS = 0.5;

  /** While an alarm stands half of a floor is enough, or it flaps where a pod hovers about one. */
  private static final double RELEASED = 0.5;

  private ThrottlingSignal() {}

  static Observation of(ContainerReading container, boolean alarmed) {
    double part = alarmed ? RELEASED : 1;
    List<PodReading> limited =
        container.pods().stream().filter(p -> container.cpuLimit(p).isPresent()).toList();
    if (container.pods().isEmpty() ? container.cpuLimit().isEmpty() : limited.isEmpty()) {
      return new Observation.Unlimited();
    }
    Reason failed = container.failed().get(RiskKind.THROTTLING);
    if (failed != null) {
      return new Observation.Unknown(failed);
    }
    Optional<PodReading> worst =
        limited.stream()
            .filter(pod -> pod.cfs().isPresent())
            .max(Comparator.comparingDouble(pod -> share(pod.cfs().get(), part)));
    if (worst.isEmpty()) {
      return new Observation.Unknown(
          container.running() ? Reason.SIGNAL_MISSING : Reason.NOT_RUNNING);
    }
    Cfs cfs = worst.get().cfs().get();
    String figures =
        String.format(
            Locale.ROOT,
            "pod %s waits %.0f ms each second",
            worst.get().pod(),
            1000 * cfs.waitedSeconds());
    return new Observation.Measured(share(cfs, part), figures, container.cpuLimit(worst.get()));
  }

  /** The share where the pod waits for over the floors. */
  static double share(Cfs cfs) {
    return share(cfs, 1);
  }

  private static double share(Cfs cfs, double part) {
    boolean waits =
        cfs.waitedSeconds() > part * WAITED_OVER && cfs.periods() >= part * LEAST_PERIODS;
    return waits ? Math.min(1, cfs.throttledShare()) : 0;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.RiskKind;
import java.util.Comparator;
import java.util.Optional;

/**
 * The share of time in which a task of the worst pod waited for CPU (PSI, {@code some}). It is a
 * share of wall time, so it needs no floor of waiting, but the reading is 0 for a container that
 * hardly runs. The kernel counts waiting for the CPU limit too (since 5.13 the pressure of a cgroup
 * includes what its {@code cpu.max} throttles), so a pod over the threshold of throttling is left
 * to {@link ThrottlingSignal}: there the limit is what to change, here the request.
 */
final class PressureSignal {
  private PressureSignal() {}

  static Observation of(ContainerReading container, double throttledOver) {
    Reason failed = container.failed().get(RiskKind.CPU_PRESSURE);
    if (failed != null) {
      return new Observation.Absent(failed);
    }
    Optional<PodReading> worst =
        container.pods().stream()
            .filter(pod -> pod.pressure().isPresent())
            .max(Comparator.comparingDouble(pod -> share(container, pod, throttledOver)));
    if (worst.isEmpty()) {
      return new Observation.Absent(
          container.running() ? Reason.SIGNAL_MISSING : Reason.NOT_RUNNING);
    }
    return new Observation.Measured(
        share(container, worst.get(), throttledOver), "pod " + worst.get().pod());
  }

  private static double share(ContainerReading container, PodReading pod, double throttledOver) {
    boolean byLimit =
        container.cpuLimit(pod).isPresent()
            && pod.cfs().map(ThrottlingSignal::share).orElse(0.0) > throttledOver;
    return byLimit ? 0 : Math.min(1, pod.pressure().orElse(0));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.generator;

import dev.rightsizing.generator.Profile.Moment;
import java.io.IOException;

/**
 * Writes what cAdvisor would have recorded of one container.
 *
 * @param quota whether it has a CPU limit, so that the kernel counts its scheduling periods
 */
record ContainerSeries(
    String namespace, String pod, String container, Profile profile, boolean quota) {
  private static final long PERIODS_PER_SECOND = 10;

  /** A span of time, both ends included. */
  record Span(long from, long to, long step) {}

  private String labels() {
    return "{namespace=\"" + namespace + "\",pod=\"" + pod + "\",container=\"" + container + "\"}";
  }

  private Moment at(long unix, Span whole) {
    return Moment.of(unix, whole.from(), (namespace + pod + container).hashCode());
  }

  void write(OpenMetricsWriter out, Span span) throws IOException {
    out.series("container_cpu_usage_seconds_total" + labels());
    double seconds = 0;
    for (long t = span.from(); t <= span.to(); t += span.step()) {
      seconds += profile.cores(at(t, span)) * span.step();
      out.sample(t, seconds);
    }
    out.series("container_memory_working_set_bytes" + labels());
    for (long t = span.from(); t <= span.to(); t += span.step()) {
      out.sample(t, profile.bytes(at(t, span)));
    }
    if (quota) {
      throttling(out, span);
    }
  }

  private void throttling(OpenMetricsWriter out, Span span) throws IOException {
    out.series("container_cpu_cfs_periods_total" + labels());
    for (long t = span.from(); t <= span.to(); t += span.step()) {
      out.sample(t, (t - span.from()) * PERIODS_PER_SECOND);
    }
    out.series("container_cpu_cfs_throttled_periods_total" + labels());
    double throttled = 0;
    for (long t = span.from(); t <= span.to(); t += span.step()) {
      throttled +=
          Math.rint(profile.throttledShare(at(t, span)) * span.step() * PERIODS_PER_SECOND);
      out.sample(t, throttled);
    }
    out.series("container_cpu_cfs_throttled_seconds_total" + labels());
    double waited = 0;
    for (long t = span.from(); t <= span.to(); t += span.step()) {
      waited += profile.throttledShare(at(t, span)) * span.step();
      out.sample(t, waited);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.generator;

import dev.rightsizing.generator.ContainerSeries.Span;
import java.io.IOException;

/**
 * Writes the pods that a CronJob had in past nights, with what kube-state-metrics recorded of their
 * owners: they are gone from the cluster, so nothing else tells whose they were.
 */
record NightlyJobs(String namespace, String cronJob, String container) {
  private static final long START = 2 * Profile.HOUR + 30 * Profile.MINUTE;
  private static final long LENGTH = 40 * Profile.MINUTE;

  void write(OpenMetricsWriter out, Span span) throws IOException {
    for (long day = span.from() / Profile.DAY; day <= span.to() / Profile.DAY; day++) {
      long from = day * Profile.DAY + START;
      if (from >= span.from() && from + LENGTH <= span.to()) {
        night(out, new Span(from, from + LENGTH, span.step()));
      }
    }
  }

  private void night(OpenMetricsWriter out, Span night) throws IOException {
    String job = cronJob + "-" + night.from() / Profile.MINUTE;
    String pod = job + "-" + Long.toString(Math.floorMod(night.from() * 31, 60_466_176L), 36);
    new ContainerSeries(namespace, pod, container, Profile.NIGHTLY, false).write(out, night);
    owner(out, night, "kube_pod_owner", "pod=\"" + pod + "\"", "Job", job);
    owner(out, night, "kube_job_owner", "job_name=\"" + job + "\"", "CronJob", cronJob);
  }

  private void owner(
      OpenMetricsWriter out, Span night, String metric, String label, String kind, String name)
      throws IOException {
    out.series(
        metric
            + "{namespace=\""
            + namespace
            + "\","
            + label
            + ",owner_kind=\""
            + kind
            + "\",owner_name=\""
            + name
            + "\",owner_is_controller=\"true\"}");
    for (long t = night.from(); t <= night.to(); t += night.step()) {
      out.sample(t, 1);
    }
  }
}

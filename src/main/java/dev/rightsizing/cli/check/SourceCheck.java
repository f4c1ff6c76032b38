// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.check;

import dev.rightsizing.cli.SourceAdvice;
import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.risk.NamedQuery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Asks Prometheus for the series that sizes are made from. */
final class SourceCheck {
  private static final String SUBJECT = "Prometheus";

  private final CheckSetup.Source source;
  private final Clock clock;

  SourceCheck(CheckSetup.Source source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  List<Finding> find() {
    List<Finding> findings = new ArrayList<>();
    try {
      for (Resource resource : Resource.values()) {
        findings.add(usage(source.source().metric(resource)));
      }
      findings.add(
          helpful(
              Signal.CFS_PERIODS.metric(),
              "throttling is unknown; scrape the kubelets' /metrics/cadvisor"));
      findings.add(
          helpful(
              Signal.RESTARTS.metric(),
              "OOM kills of the past are unknown; install kube-state-metrics"));
    } catch (UsageException e) {
      // Further queries would fail in the same way.
      findings.add(Finding.failed(SUBJECT, SourceAdvice.line(e)));
    }
    return findings;
  }

  private Finding usage(String metric) throws UsageException {
    long series = series(metric);
    return series > 0
        ? Finding.ok(SUBJECT, series + " series of " + metric)
        : Finding.failed(
            SUBJECT,
            source.source().describe()
                + " has no series of "
                + metric
                + narrowed()
                + "; scrape the kubelets' /metrics/cadvisor, and check the matchers and the tenant");
  }

  private Finding helpful(String metric, String without) throws UsageException {
    long series = series(metric);
    return series > 0
        ? Finding.ok(SUBJECT, series + " series of " + metric)
        : Finding.less(SUBJECT, "no series of " + metric + narrowed() + ": " + without);
  }

  private String narrowed() {
    return source.matchers().isEmpty() ? "" : " with " + selector();
  }

  /** Those of the last quarter of an hour: some are scraped or written rarely. */
  private long series(String metric) throws UsageException {
    long[] count = {0};
    source
        .source()
        .readNamed(
            new NamedQuery(
                metric, "count(last_over_time(" + metric + selector() + "[15m]))", clock.instant()),
            (labels, value) -> count[0] = Math.round(value));
    return count[0];
  }

  private String selector() {
    List<String> matchers = new ArrayList<>(List.of("container!=\"\""));
    new TreeMap<>(source.matchers())
        .forEach(
            (label, value) ->
                matchers.add(
                    label
                        + "=\""
                        + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
                        + "\""));
    return "{" + String.join(",", matchers) + "}";
  }
}

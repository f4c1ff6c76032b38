// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.crd;

import dev.rightsizing.model.ImpossibleFigure;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Uncovered;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.notice.messaging.DropCause;
import dev.rightsizing.telemetry.ApplyMetrics;
import dev.rightsizing.telemetry.ControllerMetrics;
import dev.rightsizing.telemetry.FigureMetrics;
import dev.rightsizing.telemetry.GpuMetrics;
import dev.rightsizing.telemetry.NameBound;
import dev.rightsizing.telemetry.NoticeMetrics;
import dev.rightsizing.telemetry.OperatorMetrics;
import dev.rightsizing.telemetry.OperatorRegistry;
import dev.rightsizing.telemetry.OtlpMetrics;
import dev.rightsizing.telemetry.ProposalMetrics;
import dev.rightsizing.telemetry.RiskMetrics;
import dev.rightsizing.telemetry.UsageMetrics;
import dev.rightsizing.telemetry.WatchMetrics;
import dev.rightsizing.telemetry.endpoint.EndpointMetrics;
import dev.rightsizing.telemetry.http.ApiServerMetrics;
import dev.rightsizing.telemetry.http.ErrorClass;
import dev.rightsizing.telemetry.http.QueryMetrics;
import dev.rightsizing.telemetry.process.ProcessMetrics;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes the page of all metrics from the classes that register them. */
final class MetricsPage {
  /** What is written for the number of names that may have series of their own. */
  private static final String NAMES = "N";

  private static final String HEAD =
      """
      <!-- Generated from the metrics in dev.rightsizing.telemetry; run "make crds" after a change. -->
      # Metrics

      The operator serves its own metrics at `/metrics` in Prometheus' text format, on the address and port that the `RIGHTSIZING_METRICS_…` [settings](settings.md) give. They hold no names of
      pods, and of workloads only where it is switched on: K is `RIGHTSIZING_METRICS_MAX_CONTAINERS`, 0 by default. Names of namespaces and policies are bounded: N is `RIGHTSIZING_METRICS_MAX_NAMES`, and what is beyond it is summed under the name `_other`. Scrape with
      `honorLabels: true`, so that the label `namespace` stays the namespace that a figure is about. A figure that is not known has no series; 0 is always a true 0.

      "Series" is the greatest number of series of a metric, the buckets of histograms included. Metrics with dots in their OpenTelemetry name, such as `app.cpu.utilization`, are shown with underscores.

      | Label | Values | At most |
      |---|---|---|
      """;

  private MetricsPage() {}

  /** A label with what it holds and how many values it has at most, in digits or letters. */
  private record Label(String values, String most) {
    private static Label of(String values, int most) {
      return new Label(values, Integer.toString(most));
    }
  }

  private static final Map<String, Label> LABELS = labels();

  /** They come with its name: no more series. */
  private static final Set<String> WITH_A_CONTAINER = Set.of("namespace", "kind", "workload");

  private static Map<String, Label> labels() {
    Map<String, Label> labels = new LinkedHashMap<>();
    labels.put("cause", Label.of("why messages were dropped", DropCause.values().length));
    labels.put("class", Label.of("timeout, memory, network, connection, unknown", 5));
    labels.put("container", new Label("containers", "K"));
    labels.put("controller", Label.of("policy, risk, proposal, apply", 4));
    labels.put("currency", new Label("ISO 4217 codes that policies use", "C"));
    labels.put("figure", Label.of("what is impossible about a figure", 3));
    labels.put("group", Label.of("kinds of Kubernetes resources, such as pods, workloads", 13));
    labels.put("kind", Label.of("kinds of workloads", WorkloadKind.values().length));
    labels.put("level", Label.of("None, Unknown, Warning, Critical, Emergency", 5));
    labels.put("method", Label.of("GET, POST, PUT, PATCH, DELETE, other", 6));
    labels.put("metric", new Label("names of metrics that failed", "M"));
    labels.put("namespace", new Label("namespaces, `_other`", NAMES));
    labels.put("outcome", Label.of("how it ended; of queries and evaluations a reason", 0));
    labels.put("part", Label.of("cluster, signals, judge, write", 4));
    labels.put("path", new Label("folders in `RIGHTSIZING_METRICS_VOLUMES`", "V"));
    labels.put("policy", new Label("policies, `_other`", NAMES));
    labels.put(
        "reason",
        Label.of(
            "reasons of [troubleshooting](troubleshooting.md); of `rightsizing_not_covered_…` why",
            Reason.values().length));
    labels.put(
        "operation",
        Label.of(
            "heads, fetch, push, delete_branch, find, get, open, update, close, comment",
            ProposalMetrics.Operation.values().length));
    labels.put(
        "state",
        Label.of("as in `status.proposal` or `status.apply`", ProposalState.values().length));
    labels.put("resource", Label.of("cpu, memory; of watches a kind of resource", 2));
    labels.put("signal", Label.of("traces, metrics", OtlpMetrics.Signal.values().length));
    labels.put("status", Label.of("1xx to 5xx, none", 6));
    labels.put("verdict", Label.of("as in a Recommendation", Verdict.values().length));
    labels.put("workload", new Label("workloads of these containers", "K"));
    return labels;
  }

  /** Where a label has fewer or more values than in general. */
  private static final Map<String, Map<String, Integer>> EXCEPTIONS =
      Map.ofEntries(
          Map.entry("rightsizing_controller_reconciliations_total", Map.of("outcome", 2)),
          Map.entry("rightsizing_evaluations_total", Map.of("outcome", Reason.values().length)),
          Map.entry(
              "rightsizing_prometheus_queries_total", Map.of("outcome", Reason.values().length)),
          Map.entry("rightsizing_recommendation_writes_total", Map.of("outcome", 2)),
          Map.entry("rightsizing_risk_ticks_total", Map.of("outcome", 2)),
          Map.entry("rightsizing_notices_events_total", Map.of("outcome", 2)),
          Map.entry("rightsizing_otlp_exports_total", Map.of("outcome", 2)),
          Map.entry(
              "rightsizing_metrics_requests_total",
              Map.of("outcome", EndpointMetrics.Ending.values().length)),
          Map.entry(
              "rightsizing_not_covered_pods", Map.of("reason", Uncovered.Cause.values().length)),
          Map.entry(
              "rightsizing_not_covered_requests",
              Map.of("reason", Uncovered.Cause.values().length)),
          Map.entry("rightsizing_apply_workloads", Map.of("state", ApplyState.values().length)),
          Map.entry(
              "rightsizing_apply_changes_total",
              Map.of("outcome", ApplyMetrics.Outcome.values().length)),
          Map.entry("rightsizing_git_calls_total", Map.of("outcome", Reason.values().length)),
          Map.entry("rightsizing_watch_fallbacks_total", Map.of("resource", 16)));

  static {
    check("class", ErrorClass.values().length);
    check("figure", ImpossibleFigure.values().length);
    check("level", RiskLevel.values().length);
    check("part", RiskMetrics.Part.values().length);
    check("resource", Resource.values().length);
  }

  private static void check(String label, int values) {
    if (!LABELS.get(label).most().equals(Integer.toString(values))) {
      throw new IllegalStateException(label + " has " + values + " values; correct the page");
    }
  }

  /** A registry that shows what is registered, values or not. */
  static final class Recorder extends PrometheusRegistry {
    private final List<Collector> collectors = new ArrayList<>();

    @Override
    public void register(Collector collector) {
      super.register(collector);
      collectors.add(collector);
    }
  }

  /** Every metric of ours; a test holds that no class is missing. */
  static List<Collector> ours() {
    Recorder registry = new Recorder();
    new ProcessMetrics(registry, List.of(Path.of("/")));
    FigureMetrics figures = new FigureMetrics(registry);
    new OperatorMetrics(registry, figures, new NameBound(1), new NameBound(1));
    new RiskMetrics(registry, figures, new NameBound(1));
    new ControllerMetrics(registry);
    new WatchMetrics(registry);
    new NoticeMetrics(registry, List.of());
    new ProposalMetrics(registry);
    new ApplyMetrics(registry);
    UsageMetrics usage = new UsageMetrics(registry);
    usage.unavailableSources(() -> 0);
    usage.memory(() -> 0, () -> 0);
    new QueryMetrics(registry);
    new ApiServerMetrics(registry);
    new OtlpMetrics(registry);
    new EndpointMetrics(registry);
    new GpuMetrics(registry, new NameBound(1));
    OperatorRegistry own = new OperatorRegistry();
    registry.collectors.addAll(own.own());
    return registry.collectors;
  }

  private static List<Collector> javas() {
    Recorder registry = new Recorder();
    JvmMetrics.builder().register(registry);
    return registry.collectors;
  }

  /** Names of all metrics, as the page of Prometheus has them. */
  static TreeSet<String> names() {
    TreeSet<String> names = new TreeSet<>();
    ours().forEach(metric -> names.add(name(metric)));
    javas().forEach(metric -> names.add(name(metric)));
    return names;
  }

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    LABELS.forEach(
        (name, label) ->
            page.append(
                "| `%s` | %s | %s |\n"
                    .formatted(name, label.values(), label.most().equals("0") ? "" : most(label))));
    page.append("\n## The operator\n\n| Metric | Type | Unit | Labels | Series | Meaning |\n");
    page.append("|---|---|---|---|---|---|\n");
    sorted(ours()).forEach(metric -> row(page, metric, series(metric)));
    page.append(
        "\n## The Java runtime\n\nTheir number depends on the runtime alone, about 100 series.\n\n");
    page.append("| Metric | Type | Unit | Labels | Meaning |\n|---|---|---|---|---|\n");
    sorted(javas()).forEach(metric -> row(page, metric, null));
    return page.toString();
  }

  private static String most(Label label) {
    return label.most().equals(NAMES) ? "N + 1" : label.most();
  }

  private static List<Collector> sorted(List<Collector> metrics) {
    return metrics.stream().sorted(Comparator.comparing(MetricsPage::name)).toList();
  }

  private static void row(StringBuilder page, Collector metric, String series) {
    page.append(
        "| `%s` | %s | %s | %s |%s %s |\n"
            .formatted(
                name(metric),
                metric.getMetricType().name().toLowerCase(Locale.ROOT),
                unit(name(metric)),
                new TreeSet<>(labelsOf(metric))
                    .stream().map(l -> "`" + l + "`").collect(Collectors.joining(", ")),
                series == null ? "" : " " + series + " |",
                metric.getMetadata().getHelp().replace("|", "\\|")));
  }

  private static TreeSet<String> labelsOf(Collector metric) {
    return metric.getLabelNames() == null ? new TreeSet<>() : new TreeSet<>(metric.getLabelNames());
  }

  private static String name(Collector metric) {
    String name = metric.getPrometheusName();
    return switch (metric.getMetricType()) {
      case COUNTER -> name + "_total";
      case INFO -> name + "_info";
      default -> name;
    };
  }

  private static String unit(String name) {
    String base = name.replaceAll("_total$", "");
    for (String unit : List.of("seconds", "bytes", "percent", "ratio")) {
      if (base.endsWith("_" + unit)) {
        return unit;
      }
    }
    if (base.endsWith("utilization")) {
      return "ratio";
    }
    if (base.startsWith("rightsizing_resource_limit")
        || base.equals("rightsizing_recommended_request")
        || base.equals("rightsizing_recommended_limit")
        || base.startsWith("rightsizing_resource_usage")
        || base.equals("rightsizing_not_covered_requests")) {
      return "cores or bytes";
    }
    return base.endsWith("_monthly") ? "currency" : "";
  }

  /** Values of all labels multiplied, and of a histogram's buckets, its sum and its count. */
  private static String series(Collector metric) {
    long product = 1;
    StringBuilder letters = new StringBuilder();
    TreeSet<String> labels = labelsOf(metric);
    for (String label : labels) {
      if (labels.contains("container") && WITH_A_CONTAINER.contains(label)) {
        continue;
      }
      Label of = LABELS.get(label);
      if (of == null) {
        throw new IllegalStateException(
            name(metric) + ": describe the label " + label + " in MetricsPage");
      }
      Integer exception = EXCEPTIONS.getOrDefault(name(metric), Map.of()).get(label);
      if (of.most().equals(NAMES)) {
        // A policy's namespace comes with its name: no more series.
        if (!(label.equals("namespace") && labels.contains("policy"))) {
          letters.append(" (N + 1)");
        }
      } else if (of.most().matches("[A-Z]")) {
        letters.append(' ').append(of.most());
      } else {
        product *= exception != null ? exception : Integer.parseInt(of.most());
      }
    }
    if (product == 0) {
      throw new IllegalStateException(name(metric) + ": say how many outcomes it has");
    }
    if (metric.getMetricType() == MetricType.HISTOGRAM) {
      product *= buckets(metric) + 2L;
    } else if (metric.getMetricType() == MetricType.SUMMARY) {
      product *= 2;
    }
    String factor =
        letters.toString().strip().replace(" (", " × (").replaceAll(" ([A-Z])$", " × $1");
    return factor.isEmpty()
        ? Long.toString(product)
        : product == 1 ? factor : product + " × " + factor;
  }

  private static int buckets(Collector histogram) {
    try {
      Field bounds = Histogram.class.getDeclaredField("classicUpperBounds");
      bounds.setAccessible(true);
      return ((double[]) bounds.get(histogram)).length;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

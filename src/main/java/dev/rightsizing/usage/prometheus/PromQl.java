// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.absence.Trace;
import dev.rightsizing.usage.risk.RiskMetric;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes queries. Text from policies is escaped, so it stays a value. */
final class PromQl {
  static final String CPU_METRIC = "container_cpu_usage_seconds_total";

  static final String MEMORY_METRIC = "container_memory_working_set_bytes";

  static final String GPU_UTILIZATION = "DCGM_FI_DEV_GPU_UTIL";

  /** Pause containers and the sums of whole pods are not containers. */
  private static final String REAL_CONTAINERS = "container!=\"\",container!=\"POD\"";

  private static final String BY_CONTAINER = "max by (namespace,pod,container)";

  private final Map<String, String> matchers;
  private final SortedMap<String, SortedSet<String>> without;

  PromQl(Map<String, String> matchers) {
    this(matchers, Map.of());
  }

  private PromQl(Map<String, String> matchers, Map<String, ? extends Set<String>> without) {
    this.matchers = new TreeMap<>(matchers);
    this.without = new TreeMap<>();
    without.forEach((label, values) -> this.without.put(label, new TreeSet<>(values)));
    this.matchers
        .keySet()
        .forEach(
            name -> {
              if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
                throw new IllegalArgumentException("'" + name + "' is not a label name");
              }
            });
  }

  /** The same without series that have one of these values of a label. */
  PromQl without(Map<String, ? extends Set<String>> values) {
    return new PromQl(matchers, values);
  }

  static String metric(Resource resource) {
    return resource == Resource.CPU ? CPU_METRIC : MEMORY_METRIC;
  }

  /** Usage at each step: the rate of CPU seconds, the greatest working set, each over a range. */
  String usage(Resource resource, Collection<String> namespaces, Duration range) {
    return usage(resource, namespaces, range, "");
  }

  /**
   * The same of some pods.
   *
   * @param pods a regular expression; empty: all
   */
  String usage(Resource resource, Collection<String> namespaces, Duration range, String pods) {
    String only = pods.isEmpty() ? "" : ",pod=~" + quoted(pods);
    String selector = "{" + REAL_CONTAINERS + "," + namespaces(namespaces) + only + extra() + "}";
    if (resource == Resource.CPU) {
      return "rate(" + CPU_METRIC + selector + "[" + PrometheusDuration.format(range) + "])";
    }
    return "max_over_time("
        + MEMORY_METRIC
        + selector
        + "["
        + PrometheusDuration.format(range)
        + "])";
  }

  /** A signal at the end of each hour, over that hour. */
  String signal(Signal signal, Collection<String> namespaces) {
    String only =
        switch (signal) {
          case OOM_REASON -> ",reason=\"OOMKilled\"";
          case CPU_LIMIT, MEMORY_LIMIT -> ",resource=" + quoted(signal.resource().key());
          default -> "";
        };
    String series =
        signal.metric()
            + "{"
            + REAL_CONTAINERS
            + ","
            + namespaces(namespaces)
            + only
            + extra()
            + "}[1h]";
    return switch (signal) {
      case CFS_PERIODS, CFS_THROTTLED -> "increase(" + series + ")";
      // Older versions of kube-state-metrics say 0 for each reason that was not.
      case OOM_REASON -> "max_over_time(" + series + ") > 0";
      default -> "max_over_time(" + series + ")";
    };
  }

  /** A signal of risk now, duplicates merged; throttling as {@code rules/} has it. */
  String risk(RiskMetric signal, Collection<String> namespaces) {
    String selector = "{" + REAL_CONTAINERS + "," + namespaces(namespaces) + extra() + "}";
    String own = signal.metric() + selector;
    String value =
        switch (signal) {
          // Series by series, so that both counters are of one life of the container.
          case THROTTLED_SHARE ->
              "rate("
                  + own
                  + "[5m]) / (rate("
                  + RiskMetric.PERIODS.metric()
                  + selector
                  + "[5m]) > 0)";
          case THROTTLED_SECONDS, PERIODS -> "rate(" + own + "[5m])";
          // Of a container with a series a core, all cores together.
          case CPU_USAGE -> "sum without (cpu) (rate(" + own + "[5m]))";
          case CPU_PRESSURE -> "rate(" + own + "[5m])";
          case RESTARTS -> "increase(" + own + "[1h])";
        };
    return BY_CONTAINER + " (" + value + ")";
  }

  /** A selector of a kube-state-metrics series. */
  String owners(String metric, Collection<String> namespaces) {
    return metric + "{" + namespaces(namespaces) + extra() + "}";
  }

  /**
   * What there is of a metric in the hour before, by namespace and trace: samples of the series
   * that has the most.
   */
  String traces(Resource resource, Collection<String> namespaces) {
    return Arrays.stream(Trace.values())
        .map(
            trace ->
                "label_replace(max by (namespace) (count_over_time("
                    + metric(resource)
                    + "{"
                    + only(trace)
                    + ","
                    + namespaces(namespaces)
                    + extra()
                    + "}[1h])),\"trace\","
                    + quoted(trace.name())
                    + ",\"\",\"\")")
        .collect(Collectors.joining(" or "));
  }

  private static String only(Trace trace) {
    return switch (trace) {
      case CONTAINERS -> REAL_CONTAINERS;
      case PODS -> "container=\"\",container_name=\"\",pod!=\"\"";
      case OLD_LABELS -> "container=\"\",container_name!=\"\",container_name!=\"POD\"";
    };
  }

  /** The greatest machine of a time that ends now, a figure for each resource, by its key. */
  String greatestMachines(Duration time) {
    return Arrays.stream(Resource.values())
        .map(
            resource ->
                "label_replace(max(max_over_time("
                    + (resource == Resource.CPU ? "machine_cpu_cores" : "machine_memory_bytes")
                    + alone()
                    + "["
                    + PrometheusDuration.format(time)
                    + ":1h])),\"resource\","
                    + quoted(resource.key())
                    + ",\"\",\"\")")
        .collect(Collectors.joining(" or "));
  }

  /** The mean over duplicates of a node's price. */
  String nodePrice(String metric) {
    return "avg by (node) (" + metric + alone() + ")";
  }

  /**
   * GPUs by namespace, each figure with its name, from NVIDIA's exporter. A scrape that does not
   * honour labels has the pod's namespace in {@code exported_namespace} and the exporter's own in
   * {@code namespace}; an idle GPU has no pod, and then the exporter's own must not count for one.
   * Replicas of Prometheus have the same GPU by its UUID.
   */
  String gpus() {
    return String.join(
        " or ",
        gpu(GpuFigures.UTILIZATION, "avg", GPU_UTILIZATION),
        gpu(GpuFigures.USED, "sum", "DCGM_FI_DEV_FB_USED"),
        gpu(GpuFigures.FREE, "sum", "DCGM_FI_DEV_FB_FREE"));
  }

  private String gpu(String figure, String over, String metric) {
    String relabelled = metric + "{exported_namespace!=\"\"" + extra() + "}";
    String honoured =
        metric + "{exported_namespace=\"\",pod!=\"\",pod!~\".*dcgm-exporter.*\"" + extra() + "}";
    return "label_replace("
        + over
        + " by (gpu_namespace) (max by (gpu_namespace,UUID,GPU_I_ID) ("
        + gpuNamespace(relabelled, "exported_namespace")
        + " or "
        + gpuNamespace(honoured, "namespace")
        + ")),\"figure\","
        + quoted(figure)
        + ",\"\",\"\")";
  }

  private static String gpuNamespace(String series, String label) {
    return "label_replace(" + series + ",\"gpu_namespace\",\"$1\"," + quoted(label) + ",\"(.+)\")";
  }

  /** A selector of nothing but the policy's own matchers. */
  private String alone() {
    String inner = extra();
    return "{" + (inner.isEmpty() ? "" : inner.substring(1)) + "}";
  }

  private static String namespaces(Collection<String> namespaces) {
    if (namespaces.size() == 1) {
      return "namespace=" + quoted(namespaces.iterator().next());
    }
    // Namespace names hold nothing that a regular expression reads differently.
    return "namespace=~" + quoted(String.join("|", namespaces));
  }

  private String extra() {
    String only =
        matchers.entrySet().stream()
            .map(e -> "," + e.getKey() + "=" + quoted(e.getValue()))
            .collect(Collectors.joining());
    return without.entrySet().stream()
        .map(e -> "," + e.getKey() + "!~" + quoted(anyOf(e.getValue())))
        .collect(Collectors.joining("", only, ""));
  }

  /** A regular expression that Prometheus anchors by itself. */
  private static String anyOf(Collection<String> values) {
    return values.stream()
        .map(value -> value.replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0"))
        .collect(Collectors.joining("|"));
  }

  private static String quoted(String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "\"" + escaped + "\"";
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.dashboard;

import dev.rightsizing.crd.RegisteredMetrics;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MetricType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/**
 * What a Prometheus has of three namespaces: "mixin" with the rules of kubernetes-mixin, "older"
 * with their older spelling, "raw" without rules; and of every metric that the operator registers.
 */
final class DashboardSeries {
  static final long END = System.currentTimeMillis() / 1000 / 3600 * 3600;
  private static final long START = END - 1800;
  private static final List<String> NAMESPACES = List.of("mixin", "older", "raw");
  private static final List<String> WORKLOADS = List.of("checkout", "orders");
  private static final Map<String, List<String>> LABELS =
      Map.ofEntries(
          Map.entry("cause", List.of("Full")),
          Map.entry("class", List.of("timeout", "memory")),
          Map.entry("container", List.of("app")),
          Map.entry("controller", List.of("policy", "risk")),
          Map.entry("currency", List.of("USD")),
          Map.entry("figure", List.of("NotANumber")),
          Map.entry("group", List.of("pods")),
          Map.entry("kind", List.of("Deployment")),
          Map.entry("level", List.of("None", "Unknown", "Warning", "Critical", "Emergency")),
          Map.entry("method", List.of("GET")),
          Map.entry("metric", List.of("m")),
          Map.entry("namespace", NAMESPACES),
          Map.entry("outcome", List.of("success")),
          Map.entry("part", List.of("cluster", "signals")),
          Map.entry("path", List.of("/tmp")),
          Map.entry("policy", List.of("shop")),
          Map.entry("reason", List.of("SourceTimeout")),
          Map.entry("resource", List.of("cpu", "memory")),
          Map.entry("status", List.of("2xx")),
          Map.entry("verdict", List.of("OverProvisioned")),
          Map.entry("workload", WORKLOADS));

  private final StringBuilder text = new StringBuilder();

  private DashboardSeries() {}

  static String text() {
    DashboardSeries series = new DashboardSeries();
    RegisteredMetrics.ours().forEach(series::metric);
    NAMESPACES.forEach(series::workloads);
    return series.text.append("# EOF\n").toString();
  }

  private void sample(String name, String labels, LongToDoubleFunction value) {
    for (long t = START; t <= END; t += 60) {
      text.append(name).append("{cluster=\"prod\"").append(labels.isEmpty() ? "" : ",");
      text.append(labels).append("} ").append(value.applyAsDouble(t)).append(' ');
      text.append(t).append('\n');
    }
  }

  /** With every label that it has, so that a query with another finds nothing. */
  private void metric(Collector metric) {
    String name = metric.getPrometheusName();
    List<String> combinations = List.of("instance=\"operator\",pod=\"operator-0\"");
    for (String label :
        metric.getLabelNames() == null ? List.<String>of() : metric.getLabelNames()) {
      List<String> more = new ArrayList<>();
      for (String before : combinations) {
        // Any value does for what no query asks about.
        LABELS
            .getOrDefault(label, List.of("any"))
            .forEach(v -> more.add(before + "," + label + "=\"" + v + "\""));
      }
      combinations = more;
    }
    for (String labels : combinations) {
      if (metric.getMetricType() == MetricType.COUNTER) {
        sample(name + "_total", labels, t -> t - START);
      } else if (metric.getMetricType() == MetricType.HISTOGRAM) {
        for (String bound : List.of("0.1", "1", "+Inf")) {
          sample(name + "_bucket", labels + ",le=\"" + bound + "\"", t -> t - START);
        }
        totals(name, labels);
      } else if (metric.getMetricType() == MetricType.SUMMARY) {
        totals(name, labels);
      } else {
        sample(name, labels, t -> 1);
      }
    }
  }

  private void totals(String name, String labels) {
    sample(name + "_count", labels, t -> t - START);
    sample(name + "_sum", labels, t -> 0.1 * (t - START));
  }

  private void workloads(String namespace) {
    double busy = 0.3 + 0.1 * NAMESPACES.indexOf(namespace);
    pod(namespace, "checkout-5d9c8f7b6c-aaaaa", busy / 2);
    pod(namespace, "checkout-5d9c8f7b6c-bbbbb", busy);
    pod(namespace, "orders-0", 0.2);
    pod(namespace, "invoices-29000000-ccccc", 0.6);
    // Looks like a pod of "checkout", and is one of "checkout-extra".
    pod(namespace, "checkout-extra-7c9d5b4f8d-ddddd", 5);
    if (namespace.equals("raw")) {
      owner(
          "kube_pod_owner",
          "pod",
          "checkout-5d9c8f7b6c-aaaaa",
          "ReplicaSet",
          "checkout-5d9c8f7b6c");
      owner(
          "kube_pod_owner",
          "pod",
          "checkout-5d9c8f7b6c-bbbbb",
          "ReplicaSet",
          "checkout-5d9c8f7b6c");
      owner(
          "kube_pod_owner",
          "pod",
          "checkout-extra-7c9d5b4f8d-ddddd",
          "ReplicaSet",
          "checkout-extra-7c9d5b4f8d");
      owner("kube_pod_owner", "pod", "orders-0", "StatefulSet", "orders");
      owner("kube_pod_owner", "pod", "invoices-29000000-ccccc", "Job", "invoices-29000000");
      owner("kube_replicaset_owner", "replicaset", "checkout-5d9c8f7b6c", "Deployment", "checkout");
      owner(
          "kube_replicaset_owner",
          "replicaset",
          "checkout-extra-7c9d5b4f8d",
          "Deployment",
          "checkout-extra");
      owner("kube_job_owner", "job_name", "invoices-29000000", "CronJob", "invoices");
    } else {
      relabelled(namespace, "checkout-5d9c8f7b6c-aaaaa", "checkout");
      relabelled(namespace, "checkout-5d9c8f7b6c-bbbbb", "checkout");
      relabelled(namespace, "checkout-extra-7c9d5b4f8d-ddddd", "checkout-extra");
      relabelled(namespace, "orders-0", "orders");
      relabelled(namespace, "invoices-29000000-ccccc", "invoices");
    }
  }

  private void owner(String metric, String label, String name, String kind, String owner) {
    sample(
        metric,
        "namespace=\"raw\",%s=\"%s\",owner_kind=\"%s\",owner_name=\"%s\",owner_is_controller=\"true\""
            .formatted(label, name, kind, owner),
        t -> 1);
  }

  private void relabelled(String namespace, String pod, String workload) {
    sample(
        "namespace_workload_pod:kube_pod_owner:relabel",
        "namespace=\"%s\",pod=\"%s\",workload=\"%s\",workload_type=\"deployment\""
            .formatted(namespace, pod, workload),
        t -> 1);
  }

  private void pod(String namespace, String pod, double cores) {
    String labels = "namespace=\"%s\",pod=\"%s\",container=\"app\"".formatted(namespace, pod);
    switch (namespace) {
      case "mixin" -> sample(rule("sum_rate5m"), labels + ",node=\"n1\"", t -> cores);
      case "older" -> sample(rule("sum_irate"), labels + ",node=\"n1\"", t -> cores);
      default ->
          sample(
              "container_cpu_usage_seconds_total",
              labels + ",id=\"/kubepods/" + pod + "\",image=\"i\"",
              t -> cores * (t - START));
    }
    sample(
        "container_memory_working_set_bytes", labels + ",id=\"/kubepods/" + pod + "\"", t -> 3e8);
    for (String part : List.of("requests", "limits")) {
      sample(
          "kube_pod_container_resource_" + part,
          labels + ",resource=\"cpu\",unit=\"core\"",
          t -> 1);
      sample(
          "kube_pod_container_resource_" + part,
          labels + ",resource=\"memory\",unit=\"byte\"",
          t -> 1e9);
    }
  }

  private static String rule(String spelling) {
    return "node_namespace_pod_container:container_cpu_usage_seconds_total:" + spelling;
  }
}

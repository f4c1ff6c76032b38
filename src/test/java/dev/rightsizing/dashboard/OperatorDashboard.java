// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.dashboard;

import java.util.List;

/** What the operator found, and how it is doing itself. */
final class OperatorDashboard {
  private static final String C = "cluster=~\"$cluster\"";
  private static final String NS = C + ", namespace=~\"$namespace\"";
  private static final String ABOUT =
      """
      What the operator found and how it is doing, from its own metrics; docs/metrics.md in the repository describes each. Namespace selects policies and the namespaces of figures, Workload the table of sizes. \
      What to do about a reason: docs/troubleshooting.md. Who is at risk, since when, and how long is left: `rightsize top -A`.
      """;

  private OperatorDashboard() {}

  static Dashboard board() {
    return new Dashboard(
        "rightsizing-operator",
        "Right-sizing / Operator",
        "Savings, risk, and the operator's own health",
        "rightsizing_policies",
        ABOUT.strip(),
        List.of(
            new Dashboard.Row("Now", now()),
            new Dashboard.Row("Policies and namespaces", policies()),
            new Dashboard.Row("Risk", risk()),
            new Dashboard.Row("Controllers", controllers()),
            new Dashboard.Row("Prometheus and the API server", http()),
            new Dashboard.Row("Messages and the process", process())));
  }

  private static List<Panel> now() {
    return List.of(
        Panel.stat(
                "Savings a month",
                "short",
                4,
                "Of all Recommendations, by currency; negative where sizes grow.")
            .query("max by (currency) (rightsizing_savings_monthly{" + C + "})", "{{currency}}"),
        Panel.stat("Policies", "short", 3, "With a current evaluation.")
            .query("max(rightsizing_policies{" + C + "})", "policies"),
        Panel.stat("Containers", "short", 3, "With a Recommendation.")
            .query(
                "max(sum by (instance) (rightsizing_recommendations{" + C + ", resource=\"cpu\"}))",
                "containers"),
        Panel.stat("At risk", "short", 4, "Workloads by risk level.")
            .query(
                "max by (level) (rightsizing_risk_workloads{"
                    + C
                    + ", level=~\"Warning|Critical|Emergency\"})",
                "{{level}}")
            .worseFrom(1, 5),
        Panel.stat(
                "Oldest figures",
                "s",
                4,
                "Age of the oldest figures of all Recommendations; figures that say nothing new are written anew after 24 to 36 hours.")
            .query(
                "time() - max(rightsizing_recommendations_oldest_timestamp_seconds{" + C + "})",
                "age")
            .worseFrom(172800, 345600),
        Panel.stat("Sources away", "short", 3, "Prometheus servers that do not answer.")
            .query("max(rightsizing_sources_unavailable{" + C + "})", "sources")
            .worseFrom(1, 2),
        Panel.stat(
                "Pods without advice",
                "short",
                3,
                "Pods that no Recommendation reaches, by reason.")
            .query("sum(max by (reason) (rightsizing_not_covered_pods{" + C + "}))", "pods"));
  }

  private static List<Panel> policies() {
    return List.of(
        Panel.series(
                "Savings a month by policy", "short", 12, "By currency; negative where sizes grow.")
            .query(
                "max by (namespace, policy, currency) (rightsizing_policy_savings_monthly{"
                    + NS
                    + "})",
                "{{namespace}}/{{policy}} {{currency}}"),
        Panel.series("Cost a month by policy", "short", 12, "Of what is requested now.")
            .query(
                "max by (namespace, policy, currency) (rightsizing_policy_cost_monthly{"
                    + NS
                    + "})",
                "{{namespace}}/{{policy}} {{currency}}"),
        Panel.series(
                "Efficiency",
                "percentunit",
                12,
                "Usage / request of a policy's containers, weighted by request.")
            .query(
                "max by (namespace, policy, resource) (rightsizing_policy_efficiency_ratio{"
                    + NS
                    + "})",
                "{{namespace}}/{{policy}} {{resource}}"),
        Panel.series("Verdicts", "short", 12, "Containers by resource and verdict.")
            .query(
                "sum by (resource, verdict) (max by (namespace, policy, resource, verdict) (rightsizing_policy_recommendations{"
                    + NS
                    + "}))",
                "{{resource}} {{verdict}}"),
        Panel.series(
                "Usage of the limits by namespace",
                "percent",
                12,
                "Sum of usage / sum of limits; a single container can be at its limit long before.")
            .query(
                "max by (namespace, resource) (rightsizing_resource_utilization_percent{"
                    + NS
                    + "})",
                "{{namespace}} {{resource}}")
            .worseFrom(80, 90),
        Panel.series(
                "Alert level by namespace",
                "short",
                12,
                "0 none, 1 warning, 2 critical, 3 emergency.")
            .query(
                "max by (namespace, resource) (rightsizing_resource_alert_level{" + NS + "})",
                "{{namespace}} {{resource}}")
            .worseFrom(1, 2),
        Panel.of(
                "table",
                "Recommended sizes",
                "short",
                24,
                "Cores and bytes, of one pod. The dashboard of sizes has them beside usage.")
            .query(
                "max by (cluster, namespace, kind, workload, container) (rightsizing_recommended_request{"
                    + NS
                    + ", workload=~\"$workload\", resource=\"cpu\"})",
                "CPU request")
            .query(
                "max by (cluster, namespace, kind, workload, container) (rightsizing_recommended_limit{"
                    + NS
                    + ", workload=~\"$workload\", resource=\"cpu\"})",
                "CPU limit")
            .query(
                "max by (cluster, namespace, kind, workload, container) (rightsizing_recommended_request{"
                    + NS
                    + ", workload=~\"$workload\", resource=\"memory\"})",
                "Memory request")
            .query(
                "max by (cluster, namespace, kind, workload, container) (rightsizing_recommended_limit{"
                    + NS
                    + ", workload=~\"$workload\", resource=\"memory\"})",
                "Memory limit"));
  }

  private static List<Panel> risk() {
    return List.of(
        Panel.series("Workloads by risk level", "short", 12, "Over all policies; None is left out.")
            .query(
                "max by (level) (rightsizing_risk_workloads{" + C + ", level!=\"None\"})",
                "{{level}}"),
        Panel.series(
                "Quota lines by level",
                "short",
                12,
                "Lines of ResourceQuotas by how much of them is used.")
            .query(
                "max by (level) (rightsizing_quota_lines{" + C + ", level!=\"None\"})",
                "{{level}}"),
        Panel.series("Risk evaluations", "ops", 12, "By outcome, a second.")
            .query(
                "sum by (outcome) (rate(rightsizing_risk_ticks_total{"
                    + C
                    + "}[$__rate_interval]))",
                "{{outcome}}"),
        Panel.series("Time of a risk evaluation", "s", 12, "Mean by part.")
            .query(
                "sum by (part) (rate(rightsizing_risk_tick_duration_seconds_sum{"
                    + C
                    + "}[$__rate_interval])) / sum by (part) (rate(rightsizing_risk_tick_duration_seconds_count{"
                    + C
                    + "}[$__rate_interval]))",
                "{{part}}"));
  }

  private static List<Panel> controllers() {
    return List.of(
        Panel.series("Reconciliations", "ops", 8, "By controller and outcome, a second.")
            .query(
                rate("controller, outcome", "rightsizing_controller_reconciliations_total"),
                "{{controller}} {{outcome}}"),
        Panel.series("Time of a reconciliation", "s", 8, "P95 by controller.")
            .query(
                p95("controller", "rightsizing_controller_reconcile_duration_seconds"),
                "{{controller}}"),
        Panel.series("Wait in the queue", "s", 8, "P95 by controller.")
            .query(p95("controller", "rightsizing_controller_queue_wait_seconds"), "{{controller}}")
            .worseFrom(60, 600),
        Panel.series(
                "Queue and active",
                "short",
                8,
                "Policies that wait, and that are being reconciled.")
            .query(
                "sum by (controller) (rightsizing_controller_queue{" + C + "})",
                "{{controller}} waiting")
            .query(
                "sum by (controller) (rightsizing_controller_active{" + C + "})",
                "{{controller}} active"),
        Panel.series("Overdue", "s", 8, "For how long the run that is due longest has not begun.")
            .query(
                "max by (controller) (rightsizing_controller_overdue_seconds{" + C + "})",
                "{{controller}}")
            .worseFrom(300, 3600),
        Panel.series(
                "Evaluations",
                "ops",
                8,
                "Of policies by outcome, a second. What to do about an outcome: docs/troubleshooting.md.")
            .query(rate("outcome", "rightsizing_evaluations_total"), "{{outcome}}"));
  }

  private static List<Panel> http() {
    return List.of(
        Panel.series("Queries", "ops", 8, "To Prometheus by resource and outcome, a second.")
            .query(
                rate("resource, outcome", "rightsizing_prometheus_queries_total"),
                "{{resource}} {{outcome}}"),
        Panel.series("Time of a query", "s", 8, "P95, until the answer is parsed.")
            .query(p95("", "rightsizing_prometheus_query_duration_seconds"), "P95"),
        Panel.series("Read from Prometheus", "Bps", 8, "Bytes as they came, by resource.")
            .query(rate("resource", "rightsizing_prometheus_bytes_total"), "{{resource}}"),
        Panel.series("Samples", "short", 8, "Read from Prometheus a second, by resource.")
            .query(rate("resource", "rightsizing_prometheus_samples_total"), "{{resource}}"),
        Panel.series("Errors", "ops", 8, "Of requests by class, a second.")
            .query(rate("class", "rightsizing_prometheus_errors_total"), "Prometheus {{class}}")
            .query(rate("class", "rightsizing_apiserver_errors_total"), "API server {{class}}"),
        Panel.series(
                "In flight",
                "short",
                8,
                "Requests that wait for an answer, and queries that wait for a permit.")
            .query("sum(rightsizing_prometheus_queries_in_flight{" + C + "})", "Prometheus")
            .query("sum(rightsizing_prometheus_queries_waiting{" + C + "})", "waiting for a permit")
            .query("sum(rightsizing_apiserver_requests_in_flight{" + C + "})", "API server"),
        Panel.series(
                "API requests",
                "ops",
                12,
                "By method and class of status, a second; without watches.")
            .query(
                rate("method, status", "rightsizing_apiserver_request_duration_seconds_count"),
                "{{method}} {{status}}"),
        Panel.series("Time of an API request", "s", 12, "P95 by group of resources.")
            .query(p95("group", "rightsizing_apiserver_request_duration_seconds"), "{{group}}"));
  }

  private static List<Panel> process() {
    return List.of(
        Panel.series(
                "Notices",
                "ops",
                8,
                "Kubernetes Events by outcome, and messages for Kafka, a second.")
            .query(rate("outcome", "rightsizing_notices_events_total"), "Event {{outcome}}")
            .query(rate("", "rightsizing_notices_delivered_total"), "message delivered")
            .query(
                rate("cause", "rightsizing_notices_dropped_total"), "message dropped: {{cause}}"),
        Panel.series("CPU", "percentunit", 8, "Share of the CPUs that the process may use.")
            .query(
                "max by (pod, instance) (app_cpu_utilization{" + C + "})", "{{pod}} {{instance}}")
            .worseFrom(0.8, 0.95),
        Panel.series(
                "Memory", "percentunit", 8, "Resident memory / memory that the process may use.")
            .query(
                "max by (pod, instance) (app_memory_utilization{" + C + "})",
                "{{pod}} {{instance}}")
            .worseFrom(0.8, 0.95),
        Panel.series(
                "Usage held",
                "bytes",
                8,
                "Heap that holds usage between evaluations, beside the resident memory.")
            .query("max(rightsizing_usage_held_bytes{" + C + "})", "usage")
            .query(
                "max by (pod, instance) (app_memory_bytes{" + C + "})",
                "resident {{pod}} {{instance}}"),
        Panel.series("Files", "short", 8, "Files, sockets and pipes that are open.")
            .query(
                "max by (pod, instance) (app_file_descriptors_count{" + C + "})",
                "{{pod}} {{instance}}"),
        Panel.series("Disk free", "bytes", 8, "Of the volumes in RIGHTSIZING_METRICS_VOLUMES.")
            .query("min by (path) (app_disk_free_bytes{" + C + "})", "{{path}}"));
  }

  private static String rate(String by, String counter) {
    String sum = by.isEmpty() ? "sum" : "sum by (" + by + ") ";
    return sum + "(rate(" + counter + "{" + C + "}[$__rate_interval]))";
  }

  private static String p95(String by, String histogram) {
    return "histogram_quantile(0.95, sum by (%sle) (rate(%s_bucket{%s}[$__rate_interval])))"
        .formatted(by.isEmpty() ? "" : by + ", ", histogram, C);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.dashboard;

import java.util.List;

/** Usage, request, limit and what is recommended, by workload. */
final class SizesDashboard {
  private static final String SELECTED =
      "cluster=~\"$cluster\", namespace=~\"$namespace\", workload=~\"$workload\", resource=\"%s\"";
  private static final String LEGEND = "{{namespace}}/{{workload}} {{container}}: %s";
  private static final String ABOUT =
      """
      Usage against request, limit and the recommended size, of the workloads that have a Recommendation. Usage is that of the busiest pod. \
      The recommended sizes come from the operator (`RIGHTSIZING_METRICS_MAX_CONTAINERS`, which the chart sets with the dashboards), usage from cAdvisor, \
      requests, limits and owners of pods from kube-state-metrics. Why a size is what it is: `rightsize explain KIND/NAME -n NAMESPACE`. \
      More in the repository: docs/grafana.md, docs/how-a-number-is-made.md, docs/metrics.md.
      """;

  private SizesDashboard() {}

  static Dashboard board() {
    return new Dashboard(
        "rightsizing-sizes",
        "Right-sizing / Sizes",
        "Usage, request, limit and recommended size by workload",
        Dashboard.SIZES,
        ABOUT.strip(),
        List.of(
            new Dashboard.Row("Selected workloads", List.of(table("cpu"), table("memory"))),
            new Dashboard.Row(
                "CPU",
                List.of(
                    over("cpu", Usage.cpu()),
                    share("cpu", Usage.cpu()),
                    limited("cpu", Usage.cpu()))),
            new Dashboard.Row(
                "Memory",
                List.of(
                    over("memory", Usage.memory()),
                    share("memory", Usage.memory()),
                    limited("memory", Usage.memory())))));
  }

  private static String recommended(String part, String resource) {
    return "max by (cluster, namespace, workload, container) (rightsizing_recommended_%s{%s})"
        .formatted(part, SELECTED.formatted(resource));
  }

  private static String title(String resource) {
    return resource.equals("cpu") ? "CPU" : "Memory";
  }

  private static String unit(String resource) {
    return resource.equals("cpu") ? "none" : "bytes";
  }

  private static Panel table(String resource) {
    return Panel.of(
            "table",
            title(resource) + " now and recommended",
            unit(resource),
            24,
            "In "
                + (resource.equals("cpu") ? "cores" : "bytes")
                + " of one pod. Recommended equals the request where nothing should change.")
        .query(Usage.byWorkload(usage(resource)), "Usage, busiest pod")
        .query(Usage.byWorkload(Usage.now("requests", resource)), "Request")
        .query(recommended("request", resource), "Recommended request")
        .query(Usage.byWorkload(Usage.now("limits", resource)), "Limit")
        .query(recommended("limit", resource), "Recommended limit");
  }

  private static String usage(String resource) {
    return resource.equals("cpu") ? Usage.cpu() : Usage.memory();
  }

  private static Panel over(String resource, String usage) {
    return Panel.series(
            title(resource) + " of a pod",
            unit(resource),
            24,
            "Usage of the busiest pod, with its request and limit and what is recommended.")
        .query(Usage.byWorkload(usage), LEGEND.formatted("usage"))
        .query(Usage.byWorkload(Usage.now("requests", resource)), LEGEND.formatted("request"))
        .query(Usage.byWorkload(Usage.now("limits", resource)), LEGEND.formatted("limit"))
        .query(recommended("request", resource), LEGEND.formatted("recommended request"))
        .query(recommended("limit", resource), LEGEND.formatted("recommended limit"));
  }

  private static Panel share(String resource, String usage) {
    return Panel.series(
            title(resource) + " usage / request",
            "percentunit",
            12,
            "Of the busiest pod. Far below 100 %: the request can shrink. Above it: the node may not have what the pod uses.")
        .query(
            Usage.byWorkload(usage) + "\n/\n" + Usage.byWorkload(Usage.now("requests", resource)),
            "{{namespace}}/{{workload}} {{container}}")
        .worseFrom(1, 1.5);
  }

  private static Panel limited(String resource, String usage) {
    return Panel.series(
            title(resource) + " usage / limit",
            "percentunit",
            12,
            resource.equals("cpu")
                ? "Of the busiest pod. Near 100 % it is throttled."
                : "Of the busiest pod. At 100 % it is killed. The operator warns from the policy's threshold on.")
        .query(
            Usage.byWorkload(usage) + "\n/\n" + Usage.byWorkload(Usage.now("limits", resource)),
            "{{namespace}}/{{workload}} {{container}}")
        .worseFrom(0.8, 0.9);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One right that the operator uses.
 *
 * @param group of the API; empty for the core group
 * @param resource with its subresource after a slash, where there is one
 * @param without what is lost without it; empty where nothing works then
 * @param clusterWide whether only a ClusterRole can give it
 */
record Right(
    String verb, String group, String resource, Optional<String> without, boolean clusterWide) {

  private static final String EVENTS = "there are no Events about risk";
  private static final String APPLY = "mode Apply changes nothing";
  private static final String HELD = "requests that an autoscaler scales on are not held";

  /** Every right in the chart's roles, as far as it is about a namespace or the cluster. */
  static List<Right> all() {
    List<Right> rights = new ArrayList<>();
    String own = "rightsizing.dev";
    add(rights, "", own, List.of("rightsizingpolicies", "recommendations"), "get list watch");
    add(rights, "", own, List.of("recommendations"), "create patch update delete");
    add(
        rights,
        "",
        own,
        List.of("rightsizingpolicies/status", "recommendations/status"),
        "update patch");
    add(rights, "", "", List.of("pods", "limitranges", "resourcequotas"), "get list watch");
    add(
        rights,
        "",
        "apps",
        List.of("deployments", "statefulsets", "daemonsets", "replicasets"),
        "get list watch");
    add(rights, "", "batch", List.of("cronjobs", "jobs"), "get list watch");
    add(rights, EVENTS, "events.k8s.io", List.of("events"), "create patch");
    add(rights, HELD, "autoscaling", List.of("horizontalpodautoscalers"), "get list watch");
    add(rights, HELD, "keda.sh", List.of("scaledobjects"), "get list watch");
    add(rights, APPLY, "policy", List.of("poddisruptionbudgets"), "get list watch");
    add(rights, APPLY, "autoscaling.k8s.io", List.of("verticalpodautoscalers"), "get list watch");
    add(rights, "Rollouts get no size", "argoproj.io", List.of("rollouts"), "get list watch");
    cluster(rights, "namespaces", "get list watch", "namespaceSelector cannot be used");
    cluster(rights, "nodes", "get list watch", "sizes that no node could hold are not recognized");
    return List.copyOf(rights);
  }

  private static void add(
      List<Right> rights, String without, String group, List<String> resources, String verbs) {
    for (String resource : resources) {
      for (String verb : verbs.split(" ")) {
        rights.add(
            new Right(
                verb,
                group,
                resource,
                Optional.of(without).filter(text -> !text.isEmpty()),
                false));
      }
    }
  }

  private static void cluster(List<Right> rights, String resource, String verbs, String without) {
    for (String verb : verbs.split(" ")) {
      rights.add(new Right(verb, "", resource, Optional.of(without), true));
    }
  }

  /** As {@code kubectl auth can-i} takes it. */
  String text() {
    return verb
        + " "
        + (group.isEmpty() ? resource : resource.replaceFirst("(?=/|$)", "." + group));
  }
}

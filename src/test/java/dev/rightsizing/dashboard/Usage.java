// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.dashboard;

/**
 * Expressions over the series of cAdvisor and kube-state-metrics. Where the rules of
 * kubernetes-mixin are there, in either spelling, their series are taken; else the raw ones.
 */
final class Usage {
  private static final String IN = "cluster=~\"$cluster\", namespace=~\"$namespace\"";

  /** Names of a workload's pods begin with its own; the join below makes it exact. */
  private static final String PODS = IN + ", pod=~\"$workload-.+\", container!=\"\"";

  private static final String POD = "cluster, namespace, pod";
  private static final String CONTAINER = POD + ", container";

  private Usage() {}

  /** Cores of each container of each pod. */
  static String cpu() {
    return """
        max by (%1$s) (
          node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m{%2$s}
          or on (%1$s) node_namespace_pod_container:container_cpu_usage_seconds_total:sum_irate{%2$s}
          or on (%1$s) rate(container_cpu_usage_seconds_total{%2$s, container!="POD"}[$__rate_interval])
        )"""
        .formatted(CONTAINER, PODS);
  }

  /** Bytes of the working set of each container of each pod. */
  static String memory() {
    return "max by (%s) (container_memory_working_set_bytes{%s, container!=\"POD\"})"
        .formatted(CONTAINER, PODS);
  }

  /** Request or limit of each container of each pod. */
  static String now(String part, String resource) {
    return "max by (%s) (kube_pod_container_resource_%s{%s, resource=\"%s\"})"
        .formatted(CONTAINER, part, PODS, resource);
  }

  /** Of a value of each pod the greatest, by workload and container. */
  static String byWorkload(String ofPods) {
    return """
        max by (cluster, namespace, workload, container) (
        %s
        * on (%s) group_left (workload)
        %s
        )"""
        .formatted(indent(ofPods), POD, indent(owners()));
  }

  /** 1 for each pod, with its workload: by the rule of kubernetes-mixin, else by the owners. */
  private static String owners() {
    return """
        max by (%1$s, workload) (
          namespace_workload_pod:kube_pod_owner:relabel{%2$s, workload=~"$workload"}
          or on (%1$s) (
            label_replace(kube_pod_owner{%2$s, owner_kind="ReplicaSet"}, "replicaset", "$1", "owner_name", "(.+)")
            * on (cluster, namespace, replicaset) group_left (workload)
            max by (cluster, namespace, replicaset, workload) (
              label_replace(kube_replicaset_owner{%2$s, owner_name=~"$workload"}, "workload", "$1", "owner_name", "(.+)")
            ))
          or on (%1$s) (
            label_replace(kube_pod_owner{%2$s, owner_kind="Job"}, "job_name", "$1", "owner_name", "(.+)")
            * on (cluster, namespace, job_name) group_left (workload)
            max by (cluster, namespace, job_name, workload) (
              label_replace(kube_job_owner{%2$s, owner_kind="CronJob", owner_name=~"$workload"}, "workload", "$1", "owner_name", "(.+)")
            ))
          or on (%1$s) label_replace(
            kube_pod_owner{%2$s, owner_kind=~"StatefulSet|DaemonSet|Job", owner_name=~"$workload"}, "workload", "$1", "owner_name", "(.+)")
        )"""
        .formatted(POD, IN);
  }

  private static String indent(String text) {
    return text.indent(2).stripTrailing();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a request to the API server is about, coarse enough for a label. */
enum ResourceGroup {
  POLICIES("rightsizingpolicies"),
  RECOMMENDATIONS("recommendations"),
  PODS("pods"),
  WORKLOADS(
      "deployments", "replicasets", "statefulsets", "daemonsets", "jobs", "cronjobs", "rollouts"),
  AUTOSCALERS("horizontalpodautoscalers", "scaledobjects"),
  QUOTAS("resourcequotas", "limitranges"),
  NODES("nodes"),
  NAMESPACES("namespaces"),
  SECRETS("secrets"),
  EVENTS("events"),
  LEASES("leases"),
  REVIEWS("tokenreviews", "subjectaccessreviews", "selfsubjectaccessreviews"),
  OTHER();

  private final List<String> resources;

  ResourceGroup(String... resources) {
    this.resources = List.of(resources);
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * By the path: {@code /api/v1/namespaces/shop/pods/web}, {@code /apis/apps/v1/deployments}.
   *
   * @param path of a URL, which may begin with that of a proxy
   */
  static ResourceGroup of(String path) {
    String[] parts = path.split("/");
    for (int i = 0; i < parts.length; i++) {
      int version = parts[i].equals("api") ? i + 1 : parts[i].equals("apis") ? i + 2 : parts.length;
      if (version < parts.length - 1) {
        return of(parts, version + 1);
      }
    }
    return OTHER;
  }

  private static ResourceGroup of(String[] parts, int first) {
    boolean inNamespace = parts[first].equals("namespaces") && parts.length > first + 2;
    String resource = parts[inNamespace ? first + 2 : first];
    return Arrays.stream(values())
        .filter(group -> group.resources.contains(resource))
        .findFirst()
        .orElse(OTHER);
  }
}

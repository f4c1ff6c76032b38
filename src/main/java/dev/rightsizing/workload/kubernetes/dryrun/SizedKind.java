// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.dryrun;

import dev.rightsizing.model.WorkloadKind;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/**
 * How the API server names a kind of workload.
 *
 * @param isBuiltIn whether it takes a strategic merge patch of it, which needs its schema
 */
record SizedKind(String group, String version, String kind, String plural, boolean isBuiltIn) {

  static SizedKind of(WorkloadKind kind) {
    String[] parts = kind.apiVersion().split("/");
    return new SizedKind(
        parts[0], parts[1], kind.kind(), kind.lowerCase() + "s", kind != WorkloadKind.ROLLOUT);
  }

  /** As a role names it, with its group. */
  String resource() {
    return plural + "." + group;
  }

  ResourceDefinitionContext definition() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion(version)
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.dryrun;

import dev.rightsizing.model.WorkloadKind;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/**
 * How the API server names a kind of workload.
 *
 * @param isBuiltIn whether it takes a strategic merge patch of it, which needs its schema
 */
public record SizedKind(
    String group, String version, String kind, String plural, boolean isBuiltIn) {

  /** That of a workload. */
  public static SizedKind of(WorkloadKind kind) {
    String[] parts = kind.apiVersion().split("/");
    return new SizedKind(
        parts[0], parts[1], kind.kind(), kind.lowerCase() + "s", kind != WorkloadKind.ROLLOUT);
  }

  /** As a role names it, with its group. */
  public String resource() {
    return plural + "." + group;
  }

  /** For a client that reads it without a class of its own. */
  public ResourceDefinitionContext definition() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion(version)
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** Kinds of GitOps tools that say where manifests come from. */
enum GitOpsKind {
  APPLICATION("argoproj.io", "v1alpha1", "Application", "applications"),
  KUSTOMIZATION("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "kustomizations"),
  HELM_RELEASE("helm.toolkit.fluxcd.io", "v2", "HelmRelease", "helmreleases"),
  GIT_REPOSITORY("source.toolkit.fluxcd.io", "v1", "GitRepository", "gitrepositories");

  private final String group;
  private final String version;
  private final String kind;
  private final String plural;

  GitOpsKind(String group, String version, String kind, String plural) {
    this.group = group;
    this.version = version;
    this.kind = kind;
    this.plural = plural;
  }

  String kind() {
    return kind;
  }

  String apiVersion() {
    return group + "/" + version;
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

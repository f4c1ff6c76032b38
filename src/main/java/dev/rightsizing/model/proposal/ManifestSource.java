// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.proposal;

import java.util.List;

/**
 * Where in Git a GitOps tool says that it takes manifests from.
 *
 * @param repository URL as the tool has it
 * @param revision branch, tag or commit as the tool has it; empty: the default branch
 * @param path folder below the root of the repository; empty: the root
 * @param form what lies there
 * @param valueFiles of a Helm chart, relative to {@code path}, the last one wins
 */
public record ManifestSource(
    String repository, String revision, String path, Form form, List<String> valueFiles) {

  public ManifestSource {
    valueFiles = List.copyOf(valueFiles);
  }

  /** What lies in a folder. */
  public enum Form {
    /** Manifests, or a kustomization where a kustomization.yaml is there. */
    MANIFESTS,
    /** A Helm chart with files of values. */
    HELM,
    /**
     * Manifests, among them the owner's HelmRelease, whose {@code spec.values} win over the chart's
     * files.
     */
    HELM_RELEASE
  }
}

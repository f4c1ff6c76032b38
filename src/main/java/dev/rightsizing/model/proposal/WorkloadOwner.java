// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.proposal;

import java.util.Optional;

/**
 * Who writes a workload's template, as the cluster shows it.
 *
 * @param kind of the object that is named: {@code Application}, {@code Kustomization}, {@code
 *     HelmRelease}, or that of an operator's object; empty where there is none
 * @param namespace of that object; empty where it is not known or has none
 * @param name of the Application, Kustomization, release or owning object; empty where unknown
 * @param evidence the sentence that says from what this is known, such as a label or a field
 *     manager
 * @param source where in Git its manifest lies; empty where the cluster does not say
 */
public record WorkloadOwner(
    ManagedBy manager,
    String kind,
    String namespace,
    String name,
    String evidence,
    Optional<ManifestSource> source) {

  /** Nothing is known. */
  public static final WorkloadOwner UNKNOWN =
      new WorkloadOwner(ManagedBy.UNKNOWN, "", "", Optional.empty());

  /** One that is known by its name alone. */
  public WorkloadOwner(
      ManagedBy manager, String name, String evidence, Optional<ManifestSource> source) {
    this(manager, "", "", name, evidence, source);
  }

  /** The same with where in Git its manifest lies. */
  public WorkloadOwner withSource(Optional<ManifestSource> other) {
    return new WorkloadOwner(manager, kind, namespace, name, evidence, other);
  }

  /** What kind of owner it is. */
  public enum ManagedBy {
    ARGO_CD("ArgoCD"),
    FLUX("Flux"),
    HELM("Helm"),
    OPERATOR("Operator"),
    KUBECTL("Kubectl"),
    UNKNOWN("Unknown");

    private final String text;

    ManagedBy(String text) {
      this.text = text;
    }

    /** As shown in a Recommendation: {@code ArgoCD}. */
    public String text() {
      return text;
    }
  }
}

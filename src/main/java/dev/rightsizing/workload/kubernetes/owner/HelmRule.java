// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.model.proposal.WorkloadOwner.ManagedBy;
import java.util.Optional;

/**
 * The annotation that {@code helm install} writes into each object of a release; without it, Helm's
 * field manager.
 */
final class HelmRule implements OwnerRule {
  private static final String RELEASE = "meta.helm.sh/release-name";
  private static final String NAMESPACE = "meta.helm.sh/release-namespace";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final String INSTANCE = "app.kubernetes.io/instance";
  private static final String MANAGER = "helm";

  @Override
  public Optional<WorkloadOwner> owner(OwnedObject object) {
    return object
        .annotation(RELEASE)
        .map(release -> released(object, release))
        .or(() -> written(object));
  }

  private static WorkloadOwner released(OwnedObject object, String release) {
    String also =
        object.isWrittenBy(MANAGER)
            ? ", and field manager " + MANAGER + " wrote its containers"
            : object.label(MANAGED_BY).filter("Helm"::equals).isPresent()
                ? ", and label " + MANAGED_BY + ": Helm"
                : "";
    return new WorkloadOwner(
        ManagedBy.HELM,
        "",
        object.annotation(NAMESPACE).orElse(object.meta().getNamespace()),
        release,
        "annotation %s: %s%s".formatted(RELEASE, release, also),
        Optional.empty());
  }

  private static Optional<WorkloadOwner> written(OwnedObject object) {
    return object.isWrittenBy(MANAGER)
        ? Optional.of(
            new WorkloadOwner(
                ManagedBy.HELM,
                "",
                object.meta().getNamespace(),
                object.label(INSTANCE).orElse(""),
                "field manager " + MANAGER + " wrote its containers",
                Optional.empty()))
        : Optional.empty();
  }
}

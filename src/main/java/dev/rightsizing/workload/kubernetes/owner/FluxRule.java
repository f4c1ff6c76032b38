// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.model.proposal.WorkloadOwner.ManagedBy;
import java.util.List;
import java.util.Optional;

/**
 * The two labels that Flux's controllers put on what they apply, the object's name and namespace;
 * without them, their field managers.
 */
final class FluxRule implements OwnerRule {

  /** A controller of Flux's, the nearest to a workload first. */
  private record Controller(String group, String kind, String manager) {}

  private static final List<Controller> CONTROLLERS =
      List.of(
          new Controller("helm.toolkit.fluxcd.io", "HelmRelease", "helm-controller"),
          new Controller("kustomize.toolkit.fluxcd.io", "Kustomization", "kustomize-controller"));

  @Override
  public Optional<WorkloadOwner> owner(OwnedObject object) {
    return CONTROLLERS.stream()
        .flatMap(controller -> labelled(object, controller).stream())
        .findFirst()
        .or(
            () ->
                CONTROLLERS.stream()
                    .filter(controller -> object.isWrittenBy(controller.manager()))
                    .findFirst()
                    .map(FluxRule::writing));
  }

  private static Optional<WorkloadOwner> labelled(OwnedObject object, Controller controller) {
    Optional<String> name = object.label(controller.group() + "/name");
    Optional<String> namespace = object.label(controller.group() + "/namespace");
    if (name.isEmpty() || namespace.isEmpty()) {
      return Optional.empty();
    }
    String also =
        object.isWrittenBy(controller.manager())
            ? ", and field manager " + controller.manager() + " wrote its containers"
            : "";
    return Optional.of(
        new WorkloadOwner(
            ManagedBy.FLUX,
            controller.kind(),
            namespace.get(),
            name.get(),
            "labels %s/name and /namespace name %s %s/%s%s"
                .formatted(
                    controller.group(), controller.kind(), namespace.get(), name.get(), also),
            Optional.empty()));
  }

  private static WorkloadOwner writing(Controller controller) {
    return new WorkloadOwner(
        ManagedBy.FLUX,
        "",
        "field manager %s wrote its containers; no label names the %s"
            .formatted(controller.manager(), controller.kind()),
        Optional.empty());
  }
}

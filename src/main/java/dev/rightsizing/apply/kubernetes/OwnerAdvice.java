// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.workload.kubernetes.owner.OwnerReader;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Says what to do where another field manager owns the sizes of a template or the target of an
 * autoscaler. Writing them by force would begin a fight, as a GitOps tool writes them again.
 */
final class OwnerAdvice {
  private static final int NAME = 128;

  private final OwnerReader owners = new OwnerReader();

  /** A tool that writes from Git or from a chart, known by the name of its field manager. */
  enum Tool {
    ARGO_CD,
    FLUX_KUSTOMIZE,
    FLUX_HELM,
    HELM,
    OTHER;

    static Tool of(String manager) {
      String name = manager.toLowerCase(Locale.ROOT);
      if (name.startsWith("argocd") || name.startsWith("argo-cd")) {
        return ARGO_CD;
      }
      if (name.startsWith("helm-controller")) {
        return FLUX_HELM;
      }
      if (name.startsWith("kustomize-controller") || name.startsWith("flux")) {
        return FLUX_KUSTOMIZE;
      }
      return name.equals("helm") ? HELM : OTHER;
    }

    boolean isGitOps() {
      return this != OTHER;
    }
  }

  /** Of the template's sizes; the tool that would write again is named before any other. */
  ActOutcome.Owned template(
      WorkloadRef ref, ObjectMeta meta, Collection<String> managers, Collection<SizeField> fields) {
    String manager = first(managers);
    String what =
        "field manager %s owns %s of %s %s"
            .formatted(
                managers.stream().map(OwnerAdvice::printable).collect(Collectors.joining(", ")),
                fields.stream().map(SizeField::text).distinct().collect(Collectors.joining(", ")),
                ref.kind().kind(),
                ref.name());
    return new ActOutcome.Owned(
        printable(manager), what + "; " + advice(ref, meta, Tool.of(manager), managers));
  }

  /** Of an autoscaler's target. */
  ActOutcome.Owned target(String kind, String name, Collection<String> managers) {
    String manager = first(managers);
    return new ActOutcome.Owned(
        printable(manager),
        ("field manager %s owns the target of %s %s; set it there together with the requests, or"
                + " set spec.autoscaler to Hold")
            .formatted(printable(manager), kind, name));
  }

  private static String first(Collection<String> managers) {
    return managers.stream()
        .filter(manager -> Tool.of(manager).isGitOps())
        .findFirst()
        .orElseGet(() -> managers.iterator().next());
  }

  private String advice(WorkloadRef ref, ObjectMeta meta, Tool tool, Collection<String> managers) {
    String names =
        managers.stream().map(OwnerAdvice::printable).collect(Collectors.joining(", ", "[", "]"));
    String object = named(owners.of(ref.kind(), meta));
    return switch (tool) {
      case ARGO_CD ->
          ("set the sizes in its manifests (mode Propose), or let %s leave them to this operator:"
                  + " spec.ignoreDifferences: [{group: %s, kind: %s, namespace: %s, name: %s,"
                  + " managedFieldsManagers: [%s]}] and spec.syncPolicy.syncOptions:"
                  + " [RespectIgnoreDifferences=true], and spec.apply.takeOverFrom: %s in the policy")
              .formatted(
                  object.isEmpty() ? "the Application" : object,
                  ref.kind().apiVersion().replaceAll("/.*", ""),
                  ref.kind().kind(),
                  ref.namespace(),
                  ref.name(),
                  ApiObjects.MANAGER,
                  names);
      case FLUX_KUSTOMIZE ->
          ("set the sizes in its manifests (mode Propose), or leave them to this operator: take"
                  + " resources out of the manifest%s, annotate it with"
                  + " kustomize.toolkit.fluxcd.io/ssa: Merge, and set spec.apply.takeOverFrom: %s in"
                  + " the policy")
              .formatted(object.isEmpty() ? "" : " in " + object, names);
      case FLUX_HELM, HELM ->
          ("set the sizes in the values of %s (mode Propose with spec.git.helmValues), because each"
                  + " upgrade writes them again; strategy InPlace leaves the template alone")
              .formatted(object.isEmpty() ? "the release" : object);
      case OTHER ->
          ("set the sizes there, or let this operator take them over with spec.apply.takeOverFrom:"
                  + " %s in the policy")
              .formatted(names);
    };
  }

  private static String named(WorkloadOwner owner) {
    return owner.name().isEmpty()
        ? ""
        : (owner.kind().isEmpty() ? "release" : owner.kind())
            + " "
            + (owner.namespace().isEmpty() ? "" : owner.namespace() + "/")
            + owner.name();
  }

  private static String printable(String manager) {
    return PlainText.line(manager, NAME);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.OwningController;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.WorkloadOwner;
import java.util.Optional;
import java.util.Set;

/**
 * A template that another program writes is left alone, because that program would write it again.
 * A resize in place leaves it alone anyway. An owner that is not known is no obstacle: server-side
 * apply without force takes no field away from it.
 */
public final class TemplateOwner implements Guard {
  private static final String ELSE = "use strategy InPlace, or propose the change with spec.git";

  @Override
  public String name() {
    return "TemplateOwner";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (!step.strategy().changesTemplate()) {
      return Verdict.ALLOW;
    }
    Workload workload = facts.cluster().workload();
    Optional<OwningController> controller = workload.management().controller();
    if (controller.isPresent()) {
      return refuse(
          "%s manages %s and would undo a change of its template; set the sizes in %s, or use strategy InPlace"
              .formatted(controller.get(), workload.patched(), controller.get()));
    }
    WorkloadOwner owner = workload.management().owner();
    boolean permitted =
        managers(owner).stream().anyMatch(facts.settings().takeOverFrom()::contains);
    return permitted
        ? Verdict.ALLOW
        : sentence(owner, workload.patched()).map(TemplateOwner::refuse).orElse(Verdict.ALLOW);
  }

  private static Verdict refuse(String message) {
    return new Verdict.Refuse(Reason.TEMPLATE_OWNED, message);
  }

  private static Optional<String> sentence(WorkloadOwner owner, WorkloadRef ref) {
    return switch (owner.manager()) {
      case ARGO_CD ->
          Optional.of(
              "Argo CD %s writes the template of %s and would undo a change of it; %s; to let the operator set sizes there, add to the Application ignoreDifferences: [%s] and syncPolicy.syncOptions: [RespectIgnoreDifferences=true], and to spec.apply.takeOverFrom argocd-controller"
                  .formatted(named(owner, "Application"), ref, ELSE, ignored(ref)));
      case FLUX ->
          Optional.of(
              "Flux %s writes the template of %s and would undo a change of it; %s; to let the operator set sizes there, remove them from Git, annotate the manifest with kustomize.toolkit.fluxcd.io/ssa: Merge, and add to spec.apply.takeOverFrom kustomize-controller"
                  .formatted(named(owner, "Kustomization"), ref, ELSE));
      case HELM ->
          Optional.of(
              "Helm %s writes the template of %s, and its next upgrade would undo a change of it; %s; or set the sizes in the release's values"
                  .formatted(named(owner, "release"), ref, ELSE));
      case OPERATOR ->
          Optional.of(
              "%s manages %s and would undo a change of its template; set the sizes in that object, or use strategy InPlace"
                  .formatted(named(owner, "An operator"), ref));
      case KUBECTL, UNKNOWN -> Optional.empty();
    };
  }

  private static String named(WorkloadOwner owner, String otherwise) {
    String kind = owner.kind().isBlank() ? otherwise : owner.kind();
    String namespace = owner.namespace().isBlank() ? "" : owner.namespace() + "/";
    return owner.name().isBlank() ? kind : kind + " " + namespace + owner.name();
  }

  private static String ignored(WorkloadRef ref) {
    String group = ref.kind().apiVersion().replaceFirst("/.*", "");
    String path =
        switch (ref.kind()) {
          case CRONJOB -> ".spec.jobTemplate.spec.template.spec.containers[].resources";
          default -> ".spec.template.spec.containers[].resources";
        };
    return "{group: %s, kind: %s, name: %s, jqPathExpressions: ['%s']}"
        .formatted(group, ref.kind().kind(), ref.name(), path);
  }

  /** Field managers under which an owner writes. */
  private static Set<String> managers(WorkloadOwner owner) {
    return switch (owner.manager()) {
      case ARGO_CD -> Set.of("argocd-controller", "argocd-application-controller");
      case FLUX -> Set.of("kustomize-controller", "helm-controller");
      case HELM -> Set.of("helm");
      case OPERATOR, KUBECTL, UNKNOWN -> Set.of();
    };
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.model.Management;
import dev.rightsizing.model.OwningController;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.model.proposal.WorkloadOwner.ManagedBy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Of {@link TemplateOwner} and {@link KindSupported}. */
class TemplateOwnerTest {
  private final Guard guard = new TemplateOwner();
  private final Judged judged = new Judged().cpu("1/2", "800m/2");

  @ParameterizedTest
  @CsvSource({
    // owner, its object, a part of the message; none where it is allowed
    "ARGO_CD, Application, ignoreDifferences: [{group: apps; kind: Deployment; name: checkout",
    "FLUX, Kustomization, kustomize.toolkit.fluxcd.io/ssa: Merge",
    "HELM, release, values",
    "OPERATOR, Prometheus, set the sizes in that object",
    "KUBECTL, '', ",
    "UNKNOWN, '', ",
  })
  void aTemplateThatAnotherProgramWritesIsLeftAlone(ManagedBy manager, String kind, String part) {
    owner(new WorkloadOwner(manager, kind, "infra", "shop", "a label", Optional.empty()));
    judged.strategy(ApplyStrategy.IN_PLACE).allowedBy(guard);
    for (ApplyStrategy strategy : List.of(ApplyStrategy.ROLLOUT, ApplyStrategy.ON_NEXT_ROLLOUT)) {
      judged.strategy(strategy);
      if (part == null) {
        judged.allowedBy(guard);
      } else {
        judged.refusedBy(
            guard,
            Reason.TEMPLATE_OWNED,
            kind + " infra/shop",
            "shop/Deployment/checkout",
            part.replace(';', ','));
      }
    }
  }

  @Test
  void thePathIsThatOfTheKind() {
    judged.cluster.kind(WorkloadKind.CRONJOB);
    owner(new WorkloadOwner(ManagedBy.ARGO_CD, "shop", "a label", Optional.empty()));
    judged
        .strategy(ApplyStrategy.ROLLOUT)
        .refusedBy(
            guard,
            Reason.TEMPLATE_OWNED,
            "group: batch",
            ".spec.jobTemplate.spec.template.spec.containers[].resources");
  }

  @ParameterizedTest
  @CsvSource({
    "ARGO_CD, argocd-controller, true",
    "FLUX, kustomize-controller, true",
    "HELM, helm, true",
    "HELM, argocd-controller, false",
    "OPERATOR, helm, false",
  })
  void aPersonMayGiveAnOwnersFieldsAway(ManagedBy manager, String name, boolean allowed) {
    judged.facts.takeOverFrom = Set.of(name);
    owner(new WorkloadOwner(manager, "shop", "a label", Optional.empty()));
    judged.strategy(ApplyStrategy.ROLLOUT);
    if (allowed) {
      judged.allowedBy(guard);
    } else {
      judged.refusedBy(guard, Reason.TEMPLATE_OWNED);
    }
  }

  @Test
  void whatManagesAWorkloadWritesItsTemplate() {
    judged.cluster.workload =
        judged.cluster.workload.withManagement(
            Management.NONE.withController(
                Optional.of(
                    new OwningController("monitoring.coreos.com/v1", "Prometheus", "k8s"))));
    judged.facts.takeOverFrom = Set.of("helm");
    judged
        .strategy(ApplyStrategy.ROLLOUT)
        .refusedBy(guard, Reason.TEMPLATE_OWNED, "Prometheus/k8s");
    judged.strategy(ApplyStrategy.IN_PLACE).allowedBy(guard);
  }

  @ParameterizedTest
  @EnumSource(WorkloadKind.class)
  void theTemplateOfAJobCannotChange(WorkloadKind kind) {
    judged.cluster.kind(kind);
    Guard kinds = new KindSupported();
    judged.strategy(ApplyStrategy.IN_PLACE).allowedBy(kinds);
    judged.strategy(ApplyStrategy.ROLLOUT);
    if (kind == WorkloadKind.JOB) {
      judged.refusedBy(kinds, Reason.KIND_NOT_APPLIED, "Job/checkout");
    } else {
      judged.allowedBy(kinds);
    }
  }

  @Test
  void jobsThatAreTakenTogetherHaveNoTemplate() {
    judged.cluster.kind(WorkloadKind.JOB);
    OwningController controller = new OwningController("keda.sh/v1alpha1", "ScaledJob", "encode");
    judged.cluster.workload =
        judged.cluster.workload.withManagement(
            new Management(Optional.of(controller), List.of(), 3));
    judged
        .strategy(ApplyStrategy.ROLLOUT)
        .refusedBy(new KindSupported(), Reason.KIND_NOT_APPLIED, "ScaledJob/encode");
  }

  private void owner(WorkloadOwner owner) {
    judged.cluster.workload =
        judged.cluster.workload.withManagement(Management.NONE.withOwner(owner));
  }
}

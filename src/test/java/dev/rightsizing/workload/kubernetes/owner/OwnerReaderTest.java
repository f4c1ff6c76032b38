// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.model.proposal.WorkloadOwner.ManagedBy;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerReaderTest {

  private static final String TRACKING = "argocd.argoproj.io/tracking-id";
  private static final String OWN_ID = "shop:apps/Deployment:prod/checkout";

  private final OwnerReader reader = new OwnerReader();

  private static ObjectMetaBuilder meta() {
    return new ObjectMetaBuilder().withNamespace("prod").withName("checkout");
  }

  private static ManagedFieldsEntry wrote(String manager, String time, String... path) {
    Object fields = Map.of();
    for (int i = path.length - 1; i >= 0; i--) {
      fields = Map.of("f:" + path[i], fields);
    }
    FieldsV1 written = new FieldsV1();
    ((Map<?, ?>) fields).forEach((k, v) -> written.setAdditionalProperty((String) k, v));
    return new ManagedFieldsEntryBuilder()
        .withManager(manager)
        .withTime(time)
        .withFieldsV1(written)
        .build();
  }

  private static ManagedFieldsEntry containers(String manager) {
    return wrote(manager, "2026-01-01T00:00:00Z", "spec", "template", "spec", "containers", "k");
  }

  private WorkloadOwner of(ObjectMetaBuilder meta) {
    return reader.of(WorkloadKind.DEPLOYMENT, meta.build());
  }

  @Test
  void anArgoCdTrackingIdThatNamesTheObjectIsEvidence() {
    WorkloadOwner owner = of(meta().addToAnnotations(TRACKING, OWN_ID));

    assertThat(owner.manager()).isEqualTo(ManagedBy.ARGO_CD);
    assertThat(owner.kind()).isEqualTo("Application");
    assertThat(owner.name()).isEqualTo("shop");
    assertThat(owner.namespace()).isEmpty();
    assertThat(owner.evidence())
        .isEqualTo(
            "annotation argocd.argoproj.io/tracking-id of Application shop names this object");
  }

  @Test
  void anApplicationOutsideOfArgoCdsNamespaceIsNamedWithItsOwn() {
    WorkloadOwner owner = of(meta().addToAnnotations(TRACKING, "team-a_" + OWN_ID));

    assertThat(owner.namespace()).isEqualTo("team-a");
    assertThat(owner.name()).isEqualTo("shop");
  }

  @ParameterizedTest
  @CsvSource({
    "shop:apps/Deployment:prod/other",
    "shop:apps/Deployment:stage/checkout",
    "shop:apps/StatefulSet:prod/checkout",
    "shop:argoproj.io/Rollout:prod/checkout",
    "shop:monitoring.coreos.com/Prometheus:prod/checkout",
    "shop",
    "shop:apps/Deployment",
    ":apps/Deployment:prod/checkout",
    "x_y_shop:apps/Deployment:prod/checkout/more",
  })
  void aTrackingIdThatNamesAnotherObjectIsACopy(String id) {
    assertThat(of(meta().addToAnnotations(TRACKING, id))).isEqualTo(WorkloadOwner.UNKNOWN);
  }

  @Test
  void aTrackingIdIsReadOfEachKind() {
    ObjectMetaBuilder meta =
        meta().addToAnnotations(TRACKING, "shop:argoproj.io/Rollout:prod/checkout");

    assertThat(reader.of(WorkloadKind.ROLLOUT, meta.build()).manager())
        .isEqualTo(ManagedBy.ARGO_CD);
  }

  @Test
  void theInstanceLabelCountsOnlyWhereArgoCdWroteTheContainers() {
    ObjectMetaBuilder labelled = meta().addToLabels("app.kubernetes.io/instance", "shop");

    assertThat(of(labelled).manager()).isEqualTo(ManagedBy.UNKNOWN);
    assertThat(
            of(
                labelled.withManagedFields(
                    wrote("argocd-controller", "2026-01-01T00:00:00Z", "metadata", "labels"))))
        .isEqualTo(WorkloadOwner.UNKNOWN);

    WorkloadOwner written = of(labelled.withManagedFields(containers("argocd-controller")));

    assertThat(written.manager()).isEqualTo(ManagedBy.ARGO_CD);
    assertThat(written.name()).isEqualTo("shop");
    assertThat(written.evidence())
        .isEqualTo(
            "label app.kubernetes.io/instance: shop, and field manager argocd-controller wrote its"
                + " containers");
  }

  @Test
  void aHelmChartThatArgoCdRendersIsArgoCds() {
    WorkloadOwner owner =
        of(
            meta()
                .addToAnnotations(TRACKING, OWN_ID)
                .addToAnnotations("meta.helm.sh/release-name", "old-release")
                .addToLabels("app.kubernetes.io/managed-by", "Helm")
                .withManagedFields(containers("helm"), containers("argocd-controller")));

    assertThat(owner.manager()).isEqualTo(ManagedBy.ARGO_CD);
  }

  @Test
  void aControllerWinsOverTheLabelsThatItCopies() {
    WorkloadOwner owner =
        of(
            meta()
                .addToAnnotations(TRACKING, OWN_ID)
                .addToLabels("kustomize.toolkit.fluxcd.io/name", "apps")
                .addToLabels("kustomize.toolkit.fluxcd.io/namespace", "flux-system")
                .withOwnerReferences(
                    new OwnerReferenceBuilder()
                        .withApiVersion("monitoring.coreos.com/v1")
                        .withKind("Prometheus")
                        .withName("k8s")
                        .withController(true)
                        .build()));

    assertThat(owner.manager()).isEqualTo(ManagedBy.OPERATOR);
    assertThat(owner.name()).isEqualTo("Prometheus/k8s");
    assertThat(owner.evidence())
        .isEqualTo(
            "owner reference with controller: true names Prometheus/k8s"
                + " (monitoring.coreos.com/v1)");
  }

  @Test
  void theLifecycleManagersReferenceCountsThoughItIsNoControllers() {
    OwnerReferenceBuilder reference =
        new OwnerReferenceBuilder()
            .withApiVersion("operators.coreos.com/v1alpha1")
            .withKind("ClusterServiceVersion")
            .withName("etcd.v1")
            .withController(false);

    assertThat(of(meta().withOwnerReferences(reference.build())).name())
        .isEqualTo("ClusterServiceVersion/etcd.v1");
    assertThat(of(meta().withOwnerReferences(reference.withApiVersion("example.com/v1").build())))
        .isEqualTo(WorkloadOwner.UNKNOWN);
  }

  @Test
  void fluxsLabelsNameTheNearestObject() {
    ObjectMetaBuilder byKustomization =
        meta()
            .addToLabels("kustomize.toolkit.fluxcd.io/name", "apps")
            .addToLabels("kustomize.toolkit.fluxcd.io/namespace", "flux-system");

    WorkloadOwner kustomization =
        of(byKustomization.withManagedFields(containers("kustomize-controller")));
    assertThat(kustomization.manager()).isEqualTo(ManagedBy.FLUX);
    assertThat(kustomization.kind()).isEqualTo("Kustomization");
    assertThat(kustomization.namespace()).isEqualTo("flux-system");
    assertThat(kustomization.evidence())
        .isEqualTo(
            "labels kustomize.toolkit.fluxcd.io/name and /namespace name Kustomization"
                + " flux-system/apps, and field manager kustomize-controller wrote its containers");

    WorkloadOwner release =
        of(
            byKustomization
                .addToLabels("helm.toolkit.fluxcd.io/name", "shop")
                .addToLabels("helm.toolkit.fluxcd.io/namespace", "prod")
                .addToAnnotations("meta.helm.sh/release-name", "shop"));
    assertThat(release.kind()).isEqualTo("HelmRelease");
    assertThat(release.name()).isEqualTo("shop");
  }

  @Test
  void halfOfFluxsLabelsIsNoEvidence() {
    assertThat(of(meta().addToLabels("kustomize.toolkit.fluxcd.io/name", "apps")))
        .isEqualTo(WorkloadOwner.UNKNOWN);
  }

  @Test
  void aReleaseIsHelmsAndAPrintedChartIsNot() {
    ObjectMetaBuilder printed = meta().addToLabels("app.kubernetes.io/managed-by", "Helm");
    assertThat(of(printed).manager()).isEqualTo(ManagedBy.UNKNOWN);

    WorkloadOwner owner = of(printed.addToAnnotations("meta.helm.sh/release-name", "shop"));

    assertThat(owner.manager()).isEqualTo(ManagedBy.HELM);
    assertThat(owner.name()).isEqualTo("shop");
    assertThat(owner.evidence())
        .isEqualTo(
            "annotation meta.helm.sh/release-name: shop, and label app.kubernetes.io/managed-by:"
                + " Helm");
  }

  @ParameterizedTest
  @CsvSource({
    "kubectl-client-side-apply, KUBECTL",
    "kubectl-edit, KUBECTL",
    "kubectl, KUBECTL",
    "kubectlish, UNKNOWN",
    "terraform, UNKNOWN",
    "helm, HELM",
    "helm-controller, FLUX",
    "kustomize-controller, FLUX",
    "argocd-controller, ARGO_CD",
  })
  void fieldManagersCountWhereNothingElseDoes(String manager, ManagedBy by) {
    WorkloadOwner owner = of(meta().withManagedFields(containers(manager)));

    assertThat(owner.manager()).isEqualTo(by);
    assertThat(owner.evidence()).startsWith("field manager " + manager + " wrote its containers");
  }

  @Test
  void whoScalesOrRestartsDoesNotWriteTheContainers() {
    WorkloadOwner owner =
        of(
            meta()
                .withManagedFields(
                    wrote("kubectl", "2026-03-01T00:00:00Z", "spec", "replicas"),
                    wrote(
                        "kubectl-rollout",
                        "2026-03-01T00:00:00Z",
                        "spec",
                        "template",
                        "metadata",
                        "annotations"),
                    containers("terraform")));

    assertThat(owner.manager()).isEqualTo(ManagedBy.UNKNOWN);
    assertThat(owner.evidence()).isEqualTo("field manager terraform wrote its containers");
  }

  @Test
  void theLastWriterOfSeveralIsNamed() {
    String[] path = {"spec", "template", "spec", "containers"};
    WorkloadOwner owner =
        of(
            meta()
                .withManagedFields(
                    wrote("pulumi", "2026-01-01T00:00:00Z", path),
                    wrote("terraform", "2026-02-01T00:00:00Z", path)));

    assertThat(owner.evidence()).contains("terraform");
  }

  @Test
  void aCronJobsContainersLieDeeper() {
    ObjectMetaBuilder meta =
        meta()
            .withManagedFields(
                wrote(
                    "kubectl-edit",
                    "2026-01-01T00:00:00Z",
                    "spec",
                    "jobTemplate",
                    "spec",
                    "template",
                    "spec",
                    "containers"));

    assertThat(reader.of(WorkloadKind.CRONJOB, meta.build()).manager())
        .isEqualTo(ManagedBy.KUBECTL);
  }

  @Test
  void anythingMayStandInAnAnnotation() {
    WorkloadOwner owner =
        of(meta().addToAnnotations("meta.helm.sh/release-name", "a\n\u202eb" + "x".repeat(1000)));

    assertThat(owner.name()).hasSizeLessThanOrEqualTo(253).doesNotContain("\n", "\u202e");
    assertThat(owner.evidence()).hasSizeLessThanOrEqualTo(400).doesNotContain("\n", "\u202e");
  }

  @Test
  void theWorkloadsOfAnApplicationShareOneValue() {
    WorkloadOwner one = of(meta().addToAnnotations(TRACKING, OWN_ID));
    WorkloadOwner other =
        of(meta().withName("cart").addToAnnotations(TRACKING, "shop:apps/Deployment:prod/cart"));

    assertThat(one).isSameAs(other);
  }

  @Test
  void anObjectWithoutMarksIsUnknown() {
    assertThat(of(meta().withManagedFields(List.of()))).isEqualTo(WorkloadOwner.UNKNOWN);
  }
}

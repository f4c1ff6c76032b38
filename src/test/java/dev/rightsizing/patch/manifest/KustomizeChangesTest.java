// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.ManifestSource.Form;
import dev.rightsizing.model.proposal.NotProposed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KustomizeChangesTest {
  private static final String BASE = ManifestChangesTest.CHECKOUT;
  private static final String USES_BASE =
      """
      # production
      namespace: shop
      resources:
        - ../base
      """;

  private static Wanted checkout() {
    return ManifestChangesTest.checkout();
  }

  private static TextTree tree(String... more) {
    TextTree tree =
        TextTree.of(
            "base/kustomization.yaml", "resources: [checkout.yaml]\n", "base/checkout.yaml", BASE);
    for (int i = 0; i < more.length; i += 2) {
      tree.with(more[i], more[i + 1]);
    }
    return tree;
  }

  private static TextTree twoOverlays(String kustomization) {
    return tree(
        "prod/kustomization.yaml",
        kustomization,
        "test/kustomization.yaml",
        "namespace: test\nresources: [../base]\n");
  }

  /** The second pass over what the first made finds all in place. */
  private static ChangedFiles applied(TextTree tree, Wanted... wanted) throws Exception {
    ChangedFiles changed = Wanted.apply(tree, wanted);
    assertThat(changed.left()).isEmpty();
    ChangedFiles again = Wanted.apply(tree.with(changed.files()), wanted);
    assertThat(again.files()).isEmpty();
    assertThat(again.left()).isEmpty();
    return changed;
  }

  private static String text(ChangedFiles changed, String path) {
    return new String(changed.files().get(path), StandardCharsets.UTF_8);
  }

  private static NotProposed left(ChangedFiles changed) {
    assertThat(changed.files()).isEmpty();
    assertThat(changed.left()).isNotEmpty();
    return changed.left().get(0);
  }

  @Test
  void baseOfOneOverlayIsEditedItself() throws Exception {
    ChangedFiles changed = applied(tree("prod/kustomization.yaml", USES_BASE), checkout());
    assertThat(changed.files()).containsOnlyKeys("base/checkout.yaml");
    assertThat(changed.placed().get(checkout().ref()).how()).isEqualTo("base base");
  }

  @Test
  void baseOfSeveralOverlaysStaysAndTheOverlayGetsAPatch() throws Exception {
    ChangedFiles changed = applied(twoOverlays(USES_BASE), checkout());
    assertThat(changed.files())
        .containsOnlyKeys("prod/kustomization.yaml", "prod/rightsizing-deployment-checkout.yaml");
    assertThat(text(changed, "prod/kustomization.yaml"))
        .isEqualTo(USES_BASE + "patches:\n  - path: rightsizing-deployment-checkout.yaml\n");
    assertThat(text(changed, "prod/rightsizing-deployment-checkout.yaml"))
        .isEqualTo(
            """
            # Sizes of Deployment checkout, set by rightsizing.
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: checkout
            spec:
              template:
                spec:
                  containers:
                    - name: app
                      resources:
                        requests:
                          cpu: 200m
                          memory: 400Mi
                        limits:
                          memory: 512Mi
            """);
    assertThat(changed.placed().get(checkout().ref()).how()).isEqualTo("new patch of overlay prod");
  }

  @Test
  void laterChangeGoesIntoThePatchThatWasWritten() throws Exception {
    TextTree first = twoOverlays(USES_BASE);
    TextTree second = first.with(applied(first, checkout()).files());
    ChangedFiles changed =
        applied(
            second,
            Wanted.of(
                "shop/Deployment/checkout", "app cpu 1/- -> 300m/-", "proxy cpu 100m/- -> 20m/-"));
    assertThat(changed.files()).containsOnlyKeys("prod/rightsizing-deployment-checkout.yaml");
    assertThat(text(changed, "prod/rightsizing-deployment-checkout.yaml"))
        .contains("cpu: 300m", "memory: 400Mi", "memory: 512Mi", "- name: proxy", "cpu: 20m");
  }

  @Test
  void quantityThatGoesIsNullInAPatchOverASharedBase() throws Exception {
    ChangedFiles changed =
        applied(
            twoOverlays(USES_BASE),
            Wanted.of("shop/Deployment/checkout", "app memory 1Gi/1Gi -> 400Mi/-"));
    assertThat(text(changed, "prod/rightsizing-deployment-checkout.yaml")).contains("memory: null");
  }

  @Test
  void entryFollowsTheAuthorsManner() throws Exception {
    String block = "resources:\n- ../base\nnamespace: shop\npatches:\n- path: other.yaml\n# end";
    assertThat(text(applied(twoOverlays(block), checkout()), "prod/kustomization.yaml"))
        .isEqualTo(
            block.replace(
                "other.yaml\n", "other.yaml\n- path: rightsizing-deployment-checkout.yaml\n"));
    String flow = "namespace: shop\nresources: [../base]\npatches: [{path: o.yaml}] # mine\n";
    assertThat(text(applied(twoOverlays(flow), checkout()), "prod/kustomization.yaml"))
        .isEqualTo(
            flow.replace(
                "{path: o.yaml}", "{path: o.yaml}, {path: rightsizing-deployment-checkout.yaml}"));
    String none = "namespace: shop\r\nresources: [../base]\r\npatches: []";
    assertThat(text(applied(twoOverlays(none), checkout()), "prod/kustomization.yaml"))
        .isEqualTo(none.replace("[]", "[{path: rightsizing-deployment-checkout.yaml}]"));
    String bare = "namespace: shop\r\nresources:\r\n- ../base";
    assertThat(text(applied(twoOverlays(bare), checkout()), "prod/kustomization.yaml"))
        .isEqualTo(bare + "\r\npatches:\r\n- path: rightsizing-deployment-checkout.yaml\r\n");
    String open = "namespace: shop\nresources: [../base]\npatches:\n";
    assertThat(text(applied(twoOverlays(open), checkout()), "prod/kustomization.yaml"))
        .startsWith("namespace: shop\nresources: [../base]\npatches:\n")
        .contains("- path: rightsizing-deployment-checkout.yaml\n");
  }

  @Test
  void patchOfTheOverlayThatSetsTheSizeIsEdited() throws Exception {
    String patch =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
        spec:
          template:
            spec:
              containers:
              - name: app
                resources:
                  requests:
                    cpu: 1 # ours
        """;
    ChangedFiles changed =
        applied(
            twoOverlays(USES_BASE + "patches:\n  - path: size.yaml\n")
                .with("prod/size.yaml", patch),
            Wanted.of("shop/Deployment/checkout", "app cpu 1/- -> 200m/-"));
    assertThat(changed.files()).containsOnlyKeys("prod/size.yaml");
    assertThat(text(changed, "prod/size.yaml")).isEqualTo(patch.replace("cpu: 1 ", "cpu: 200m "));
    assertThat(changed.placed().get(checkout().ref()).how()).isEqualTo("overlay prod");
  }

  @Test
  void quantityThatOnlyASharedBaseSetsIsAddedToThePatchThatNamesTheContainer() throws Exception {
    String patch =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
        spec:
          template:
            spec:
              containers:
              - name: app
                resources:
                  requests:
                    cpu: 1
        """;
    ChangedFiles changed =
        applied(
            twoOverlays(USES_BASE + "patchesStrategicMerge:\n  - size.yaml\n")
                .with("prod/size.yaml", patch),
            Wanted.of("shop/Deployment/checkout", "app memory 1Gi/1Gi -> 400Mi/512Mi"));
    assertThat(changed.files()).containsOnlyKeys("prod/size.yaml");
    assertThat(text(changed, "prod/size.yaml"))
        .contains("cpu: 1\n", "memory: 400Mi", "limits:", "memory: 512Mi");
  }

  @Test
  void inlinePatchIsEditedInItsBlock() throws Exception {
    String kustomization =
        USES_BASE
            + """
            patches:
              - target: {kind: Deployment, name: checkout}
                patch: |-
                  # sizes of production
                  apiVersion: apps/v1
                  kind: Deployment
                  metadata:
                    name: any

                  spec:
                    template:
                      spec:
                        containers:
                          - name: app
                            resources:
                              requests:
                                cpu: '1'
            images: []
            """;
    ChangedFiles changed =
        applied(
            twoOverlays(kustomization),
            Wanted.of("shop/Deployment/checkout", "app cpu 1/- -> 200m/-"));
    assertThat(changed.files()).containsOnlyKeys("prod/kustomization.yaml");
    assertThat(text(changed, "prod/kustomization.yaml"))
        .isEqualTo(kustomization.replace("cpu: '1'", "cpu: '200m'"));
  }

  @Test
  void jsonPatchIsEditedWhereItsContainerIsKnown() throws Exception {
    String operations =
        """
        - op: test
          path: /spec/template/spec/containers/1/name
          value: proxy
        - op: replace
          path: /spec/template/spec/containers/1/resources/requests/cpu
          value: "300m"
        - {op: replace, path: /spec/template/spec/containers/0/resources/requests/cpu, value: 2}
        """;
    ChangedFiles changed =
        applied(
            twoOverlays(
                    USES_BASE
                        + "patchesJson6902:\n"
                        + "  - {target: {kind: Deployment, name: checkout}, path: ops.yaml}\n")
                .with("prod/ops.yaml", operations),
            Wanted.of(
                "shop/Deployment/checkout", "app cpu 2/- -> 1/-", "proxy cpu 300m/- -> 50m/-"));
    assertThat(changed.files()).containsOnlyKeys("prod/ops.yaml");
    assertThat(text(changed, "prod/ops.yaml"))
        .isEqualTo(operations.replace("300m", "50m").replace("value: 2", "value: 1"));
  }

  @Test
  void patchForSeveralWorkloadsStaysAndOneOfItsOwnFollows() throws Exception {
    String all =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: any}
        spec: {template: {spec: {containers: [{name: app, resources: {requests: {cpu: 1}}}]}}}
        """;
    ChangedFiles changed =
        applied(
            twoOverlays(USES_BASE + "patches:\n  - {path: all.yaml, target: {kind: Deployment}}\n")
                .with("prod/all.yaml", all),
            Wanted.of("shop/Deployment/checkout", "app cpu 1/- -> 200m/-"));
    assertThat(changed.files())
        .containsOnlyKeys("prod/kustomization.yaml", "prod/rightsizing-deployment-checkout.yaml");
    assertThat(text(changed, "prod/kustomization.yaml"))
        .endsWith("target: {kind: Deployment}}\n  - path: rightsizing-deployment-checkout.yaml\n");
  }

  @Test
  void componentOfOneOverlayIsEditedAndASharedOneIsNot() throws Exception {
    String component =
        """
        apiVersion: kustomize.config.k8s.io/v1alpha1
        kind: Component
        patches: [{path: size.yaml}]
        """;
    String size =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: checkout}
        spec: {template: {spec: {containers: [{name: app, resources: {requests: {cpu: 1}}}]}}}
        """;
    Wanted wanted = Wanted.of("shop/Deployment/checkout", "app cpu 1/- -> 200m/-");
    TextTree own =
        twoOverlays(USES_BASE + "components: [../big]\n")
            .with("big/kustomization.yaml", component)
            .with("big/size.yaml", size);
    assertThat(applied(own, wanted).files()).containsOnlyKeys("big/size.yaml");
    TextTree shared =
        own.with(
            "test/kustomization.yaml",
            "namespace: test\nresources: [../base]\ncomponents: [../big]\n");
    assertThat(applied(shared, wanted).files())
        .containsOnlyKeys("prod/kustomization.yaml", "prod/rightsizing-deployment-checkout.yaml");
  }

  @Test
  void namesOfTheClusterAreFoundBehindPrefixAndSuffix() throws Exception {
    TextTree tree =
        tree(
            "mid/kustomization.yaml",
            "namePrefix: eu-\nresources: [../base]\n",
            "prod/kustomization.yaml",
            "namespace: shop\nnameSuffix: -v2\nresources: [../mid]\n",
            "test/kustomization.yaml",
            "namespace: test\nresources: [../mid]\n");
    Wanted wanted = Wanted.of("shop/Deployment/eu-checkout-v2", "app cpu 1/- -> 200m/-");
    ChangedFiles changed = applied(tree, wanted);
    assertThat(text(changed, "prod/rightsizing-deployment-eu-checkout.yaml"))
        .contains("name: eu-checkout\n");
  }

  @Test
  void overlaysThatCannotBeToldApartAreNamed() throws Exception {
    TextTree tree =
        tree(
            "prod/kustomization.yaml",
            "resources: [../base]\n",
            "test/kustomization.yaml",
            "resources: [../base]\n");
    NotProposed left = left(Wanted.apply(tree, checkout()));
    assertThat(left.reason()).isEqualTo(Reason.MANIFEST_AMBIGUOUS);
    assertThat(left.message())
        .contains("prod/kustomization.yaml (base/checkout.yaml), test/kustomization.yaml");
    for (Wanted told :
        List.of(checkout().below("prod"), checkout().source("prod", Form.MANIFESTS))) {
      assertThat(applied(tree, told).files().firstKey()).isEqualTo("prod/kustomization.yaml");
    }
  }

  @Test
  void rolloutGetsOperationsThatTestTheContainer() throws Exception {
    TextTree tree =
        TextTree.of(
            "base/kustomization.yaml",
            "resources: [r.yaml]\n",
            "base/r.yaml",
            BASE.replace("apps/v1", "argoproj.io/v1alpha1").replace("Deployment", "Rollout"),
            "prod/kustomization.yaml",
            USES_BASE,
            "test/kustomization.yaml",
            "namespace: test\nresources: [../base]\n");
    ChangedFiles changed =
        applied(
            tree,
            Wanted.of(
                "shop/Rollout/checkout",
                "app cpu 1/- -> 200m/-",
                "proxy memory 64Mi/- -> 32Mi/48Mi"));
    assertThat(text(changed, "prod/kustomization.yaml"))
        .endsWith(
            """
            patches:
              - path: rightsizing-rollout-checkout.yaml
                target:
                  kind: Rollout
                  name: checkout
            """);
    assertThat(text(changed, "prod/rightsizing-rollout-checkout.yaml"))
        .isEqualTo(
            """
            # Sizes of Rollout checkout, set by rightsizing.
            - op: test
              path: /spec/template/spec/containers/0/name
              value: app
            - op: add
              path: /spec/template/spec/containers/0/resources/requests/cpu
              value: 200m
            - op: test
              path: /spec/template/spec/containers/1/name
              value: proxy
            - op: add
              path: /spec/template/spec/containers/1/resources/requests/memory
              value: 32Mi
            - op: test
              path: /spec/template/spec/containers/1/resources/limits
              value: null
            - op: add
              path: /spec/template/spec/containers/1/resources/limits
              value: {}
            - op: add
              path: /spec/template/spec/containers/1/resources/limits/memory
              value: 48Mi
            """);
  }

  @Test
  void fileOfTheSameNameThatIsNotOursStays() throws Exception {
    ChangedFiles changed =
        applied(
            twoOverlays(USES_BASE).with("prod/rightsizing-deployment-checkout.yaml", "x: 1\n"),
            checkout());
    assertThat(changed.files()).containsKey("prod/rightsizing-deployment-checkout-2.yaml");
    assertThat(changed.files()).doesNotContainKey("prod/rightsizing-deployment-checkout.yaml");
  }

  @Test
  void circleOfKustomizationsIsSurvived() throws Exception {
    TextTree tree =
        tree(
            "a/kustomization.yaml",
            "resources: [../b, ../base]\n",
            "b/kustomization.yaml",
            "resources: [../a]\n");
    assertThat(left(Wanted.apply(tree, checkout())).reason()).isEqualTo(Reason.MANIFEST_NOT_FOUND);
  }
}

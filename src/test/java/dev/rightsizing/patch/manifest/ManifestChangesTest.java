// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.ManifestSource.Form;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.patch.manifest.ChangedFiles.Placed;
import dev.rightsizing.patch.manifest.FileTree.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestChangesTest {
  static final String CHECKOUT =
      """
      # The shop's till.
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: checkout
      spec:
        template:
          spec:
            containers:
              - name: app
                image: shop/checkout:1
                resources:
                  requests:
                    cpu: "1"      # generous
                    memory: 1Gi
                  limits: {memory: 1Gi}
              - name: proxy
                image: proxy:2
                resources:
                  requests: {cpu: 100m, memory: 64Mi}
      """;

  static Wanted checkout() {
    return Wanted.of(
        "shop/Deployment/checkout", "app cpu 1/- -> 200m/-", "app memory 1Gi/1Gi -> 400Mi/512Mi");
  }

  private static String text(ChangedFiles changed, String path) {
    return new String(changed.files().get(path), StandardCharsets.UTF_8);
  }

  private static Placed placed(ChangedFiles changed, Wanted wanted) {
    assertThat(changed.left()).isEmpty();
    return changed.placed().get(wanted.ref());
  }

  private static NotProposed left(ChangedFiles changed) {
    assertThat(changed.files()).isEmpty();
    assertThat(changed.left()).hasSize(1);
    return changed.left().get(0);
  }

  @Test
  void plainManifestIsEditedWhereItStands() throws Exception {
    ChangedFiles changed =
        Wanted.apply(TextTree.of("README.md", "x", "apps/checkout.yaml", CHECKOUT), checkout());
    assertThat(changed.files()).containsOnlyKeys("apps/checkout.yaml");
    assertThat(text(changed, "apps/checkout.yaml"))
        .isEqualTo(
            CHECKOUT
                .replace("cpu: \"1\" ", "cpu: \"200m\" ")
                .replace("memory: 1Gi\n", "memory: 400Mi\n")
                .replace("{memory: 1Gi}", "{memory: 512Mi}"));
    Placed placed = placed(changed, checkout());
    assertThat(placed.how()).isEqualTo("manifest");
    assertThat(placed.changed()).isTrue();
    assertThat(placed.differs()).isEmpty();
  }

  @Test
  void whatStandsThereAlreadyChangesNothing() throws Exception {
    ChangedFiles changed =
        Wanted.apply(
            TextTree.of("a.yaml", CHECKOUT),
            Wanted.of("shop/Deployment/checkout", "app cpu 2/- -> 1/-"));
    assertThat(changed.files()).isEmpty();
    Placed placed = placed(changed, checkout());
    assertThat(placed.changed()).isFalse();
    assertThat(placed.differs().orElseThrow())
        .isEqualTo("a.yaml: cpu request of app is 1 on line 14 and 2 in the cluster");
    assertThat(placed.found().get(0).from().orElseThrow().toQuantity()).isEqualTo("1");
  }

  @Test
  void severalContainersAndWorkloadsOfOneFileAllLand() throws Exception {
    String two = CHECKOUT + "---\n" + CHECKOUT.replace("name: checkout", "name: search");
    ChangedFiles changed =
        Wanted.apply(
            TextTree.of("a.yaml", two),
            Wanted.of("shop/Deployment/search", "proxy cpu 100m/- -> 50m/-"),
            Wanted.of(
                "shop/Deployment/checkout",
                "app cpu 1/- -> 200m/-",
                "proxy memory 64Mi/- -> 32Mi/-"));
    assertThat(changed.left()).isEmpty();
    String[] parts = text(changed, "a.yaml").split("---\n");
    assertThat(parts[0]).isEqualTo(CHECKOUT.replace("\"1\" ", "\"200m\" ").replace("64Mi", "32Mi"));
    assertThat(parts[1])
        .isEqualTo(CHECKOUT.replace("name: checkout", "name: search").replace("100m", "50m"));
  }

  @Test
  void manifestOfTheVeryNamespaceIsPreferred() throws Exception {
    String other = CHECKOUT.replace("name: checkout", "name: checkout\n  namespace: other");
    String own = CHECKOUT.replace("name: checkout", "name: checkout\n  namespace: shop");
    ChangedFiles changed =
        Wanted.apply(TextTree.of("a.yaml", CHECKOUT, "b.yaml", other, "c.yaml", own), checkout());
    assertThat(changed.files()).containsOnlyKeys("c.yaml");
  }

  @Test
  void twoManifestsThatMatchAreNamedAndNoneIsEdited() throws Exception {
    NotProposed left =
        left(Wanted.apply(TextTree.of("a.yaml", CHECKOUT, "old/b.yaml", CHECKOUT), checkout()));
    assertThat(left.reason()).isEqualTo(Reason.MANIFEST_AMBIGUOUS);
    assertThat(left.message()).contains("a.yaml, old/b.yaml", "spec.git.path", "edit mark");
  }

  @Test
  void pathOfThePolicyAndSourceOfTheClusterNarrowTheSearch() throws Exception {
    TextTree tree = TextTree.of("a/x.yaml", CHECKOUT, "b/x.yaml", CHECKOUT, "ab/x.yaml", CHECKOUT);
    assertThat(Wanted.apply(tree, checkout().below("a")).files()).containsOnlyKeys("a/x.yaml");
    assertThat(Wanted.apply(tree, checkout().source("b", Form.MANIFESTS)).files())
        .containsOnlyKeys("b/x.yaml");
  }

  @Test
  void movedManifestIsFoundOutsideOfItsFormerSource() throws Exception {
    assertThat(
            Wanted.apply(
                    TextTree.of("new/x.yaml", CHECKOUT), checkout().source("old", Form.MANIFESTS))
                .files())
        .containsOnlyKeys("new/x.yaml");
  }

  @Test
  void deletedManifestIsReportedWithWhatToDo() throws Exception {
    NotProposed left = left(Wanted.apply(TextTree.of("a.yaml", "x: 1"), checkout()));
    assertThat(left.reason()).isEqualTo(Reason.MANIFEST_NOT_FOUND);
    assertThat(left.message())
        .contains(
            "shop/Deployment/checkout",
            "spec.git.path",
            "# {\"$rightsizing\": \"shop/deployment/checkout:app\"}");
  }

  @Test
  void missingContainerIsReportedAndOthersAreEdited() throws Exception {
    ChangedFiles changed =
        Wanted.apply(
            TextTree.of("a.yaml", CHECKOUT),
            Wanted.of(
                "shop/Deployment/checkout", "app cpu 1/- -> 200m/-", "gone cpu 1/- -> 200m/-"));
    assertThat(changed.files()).containsOnlyKeys("a.yaml");
    assertThat(changed.left()).hasSize(1);
    assertThat(changed.left().get(0).reason()).isEqualTo(Reason.CONTAINER_NOT_FOUND);
    assertThat(changed.left().get(0).container()).contains("gone");
  }

  @Test
  void editMarkWinsOverSearch() throws Exception {
    String values =
        """
        size: # {"$rightsizing": "shop/deployment/checkout:app"}
          requests: {cpu: 1}
        # {"$rightsizing": "shop/deployment/checkout:proxy"}
        proxy:
          requests:
            cpu: 100m
        """;
    ChangedFiles changed =
        Wanted.apply(
            TextTree.of("a.yaml", CHECKOUT, "values.yaml", values),
            Wanted.of(
                "shop/Deployment/checkout", "app cpu 1/- -> 200m/-", "proxy cpu 100m/- -> 50m/-"));
    assertThat(changed.left()).isEmpty();
    assertThat(changed.files()).containsOnlyKeys("values.yaml");
    assertThat(text(changed, "values.yaml"))
        .isEqualTo(values.replace("{cpu: 1}", "{cpu: 200m}").replace("cpu: 100m", "cpu: 50m"));
    assertThat(changed.placed().get(checkout().ref()).how()).isEqualTo("edit mark");
  }

  @Test
  void editMarkBesideNoKeyAndTwoMarksAreReported() throws Exception {
    String mark = "# {\"$rightsizing\": \"shop/deployment/checkout:app\"}\n";
    NotProposed stray = left(Wanted.apply(TextTree.of("v.yaml", "cpu: 1 " + mark), checkout()));
    assertThat(stray.reason()).isEqualTo(Reason.MANIFEST_NOT_EDITABLE);
    assertThat(stray.message()).contains("v.yaml", "line 1", "on the line of resources:");
    NotProposed two =
        left(Wanted.apply(TextTree.of("v.yaml", "r: " + mark, "w.yaml", "r: " + mark), checkout()));
    assertThat(two.reason()).isEqualTo(Reason.MANIFEST_AMBIGUOUS);
    assertThat(two.message()).contains("v.yaml and w.yaml");
  }

  @Test
  void mappingOfThePolicyNamesFileAndKeys() throws Exception {
    String values = "app:\n  resources:\n    requests:\n      cpu: 1\n";
    ChangedFiles changed =
        Wanted.apply(
            TextTree.of("values/shop/checkout.yaml", values, "a.yaml", CHECKOUT),
            Wanted.of("shop/Deployment/checkout", "app cpu 1/- -> 200m/-")
                .mapping("none/{{name}}.yaml", "resources")
                .mapping("values/{{namespace}}/{{name}}.yaml", "{{container}}.resources"));
    assertThat(changed.files()).containsOnlyKeys("values/shop/checkout.yaml");
    assertThat(text(changed, "values/shop/checkout.yaml"))
        .isEqualTo(values.replace("cpu: 1", "cpu: 200m"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../out/{{name}}.yaml", "/etc/{{name}}", "a/../../{{name}}.yaml", "a/../b.yaml"})
  void mappingThatLeadsOutIsRefused(String file) throws Exception {
    NotProposed left =
        left(Wanted.apply(TextTree.of("b.yaml", "x: 1"), checkout().mapping(file, "resources")));
    assertThat(left.reason()).isEqualTo(Reason.PATH_REFUSED);
  }

  @Test
  void namesThatClimbDoNotLeadAMappingOut() throws Exception {
    Wanted wanted = Wanted.of("shop/Deployment/..", "app cpu 1/- -> 200m/-");
    NotProposed left =
        left(
            Wanted.apply(
                TextTree.of("secret.yaml", "resources:\n  requests:\n    cpu: 1\n"),
                wanted.mapping("values/{{name}}/secret.yaml", "resources")));
    assertThat(left.reason()).isEqualTo(Reason.PATH_REFUSED);
  }

  @Test
  void keyThatWorkloadsShareIsEditedOnceWhenTheyAgreeAndRefusedWhenNot() throws Exception {
    String values = "resources:\n  requests:\n    cpu: 1\n";
    TextTree tree = TextTree.of("v.yaml", values);
    Wanted one =
        Wanted.of("shop/Deployment/one", "app cpu 1/- -> 200m/-").mapping("v.yaml", "resources");
    Wanted same =
        Wanted.of("shop/Deployment/two", "app cpu 1/- -> 200m/-").mapping("v.yaml", "resources");
    Wanted other =
        Wanted.of("shop/Deployment/two", "app cpu 1/- -> 300m/-").mapping("v.yaml", "resources");
    ChangedFiles agreed = Wanted.apply(tree, one, same);
    assertThat(agreed.left()).isEmpty();
    assertThat(text(agreed, "v.yaml")).isEqualTo(values.replace("1", "200m"));
    ChangedFiles refused = Wanted.apply(tree, one, other);
    assertThat(refused.files()).isEmpty();
    assertThat(refused.placed()).isEmpty();
    assertThat(refused.left())
        .hasSize(2)
        .allSatisfy(
            left -> {
              assertThat(left.reason()).isEqualTo(Reason.MANIFEST_NOT_EDITABLE);
              assertThat(left.message())
                  .contains("shop/Deployment/one:app, shop/Deployment/two:app");
            });
  }

  @Test
  void filesThatCannotBeEditedAreNamedWhereTheManifestWouldBe() throws Exception {
    String lfs = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n";
    assertThat(left(Wanted.apply(TextTree.of("apps/checkout.yaml", lfs), checkout())))
        .satisfies(l -> assertThat(l.reason()).isEqualTo(Reason.FILE_NOT_EDITABLE))
        .satisfies(l -> assertThat(l.message()).contains("apps/checkout.yaml", "LFS"))
        .satisfies(l -> assertThat(l.file()).contains("apps/checkout.yaml"));
    TextTree link = TextTree.of("a.txt", "").with("checkout.yaml", Type.SYMBOLIC_LINK);
    assertThat(left(Wanted.apply(link, checkout())).message()).contains("symbolic link");
    TextTree module =
        TextTree.of("overlay/kustomization.yaml", "resources: [../base]\n")
            .with("base", Type.SUBMODULE);
    assertThat(left(Wanted.apply(module, checkout())).message()).contains("base is a submodule");
    byte[] latin = CHECKOUT.replace("till", "caf\u00e9").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(left(Wanted.apply(new TextTree().with("checkout.yaml", latin), checkout())))
        .satisfies(l -> assertThat(l.reason()).isEqualTo(Reason.FILE_NOT_EDITABLE))
        .satisfies(l -> assertThat(l.message()).contains("UTF-8"));
    String huge = CHECKOUT + "# filler\n".repeat(120_000);
    assertThat(left(Wanted.apply(TextTree.of("checkout.yaml", huge), checkout())).message())
        .contains("over the limit");
    assertThat(left(Wanted.apply(link, checkout().mapping("{{name}}.yaml", "resources"))).reason())
        .isEqualTo(Reason.FILE_NOT_EDITABLE);
  }

  @Test
  void kustomizationThatUsesWhatLiesOutsideIsRefused() throws Exception {
    NotProposed left =
        left(
            Wanted.apply(
                TextTree.of("k/kustomization.yaml", "resources: [../../elsewhere]\n"), checkout()));
    assertThat(left.reason()).isEqualTo(Reason.PATH_REFUSED);
    assertThat(left.message()).contains("k/kustomization.yaml", "../../elsewhere");
    assertThat(left(Wanted.apply(TextTree.of("a.yaml", CHECKOUT), checkout().below("../x"))))
        .satisfies(l -> assertThat(l.reason()).isEqualTo(Reason.PATH_REFUSED));
  }

  @Test
  void cronJobWithCarriageReturnsAndListsAreEdited() throws Exception {
    String cron =
        """
        apiVersion: v1
        kind: List
        items:
        - apiVersion: batch/v1
          kind: CronJob
          metadata: {name: report, namespace: shop}
          spec:
            jobTemplate:
              spec:
                template:
                  spec:
                    initContainers:
                    - {name: load, image: x, resources: {requests: {cpu: 500m}}}
                    containers:
                    - name: main
                      image: x
                      resources:
                        requests:
                          memory: '2Gi'
        """
            .replace("\n", "\r\n");
    ChangedFiles changed =
        Wanted.apply(
            TextTree.of("cron.yml", cron),
            Wanted.of(
                "shop/CronJob/report",
                "main memory 2Gi/- -> 1Gi/-",
                "init:load cpu 500m/- -> 250m/-"));
    assertThat(changed.left()).isEmpty();
    assertThat(text(changed, "cron.yml"))
        .isEqualTo(cron.replace("2Gi", "1Gi").replace("500m", "250m"));
  }

  @Test
  void secondPassOverTheResultChangesNothing() throws Exception {
    TextTree tree = TextTree.of("a.yaml", CHECKOUT);
    ChangedFiles first = Wanted.apply(tree, checkout());
    ChangedFiles second = Wanted.apply(tree.with(first.files()), checkout());
    assertThat(second.files()).isEmpty();
    assertThat(second.placed().get(checkout().ref()).changed()).isFalse();
  }

  @Test
  void sourceWithoutAFileOfValuesAsksForAMapping() throws Exception {
    NotProposed left =
        left(
            Wanted.apply(
                TextTree.of("chart/Chart.yaml", "name: shop\n"),
                checkout().source("chart", Form.HELM, "../../v.yaml")));
    assertThat(left.reason()).isEqualTo(Reason.PATH_REFUSED);
    assertThat(
            left(Wanted.apply(
                    TextTree.of("chart/Chart.yaml", "name: shop\n"),
                    checkout().source("chart", Form.HELM).labelled(Map.of("a", "b"))))
                .message())
        .contains("spec.git.helmValues");
  }
}

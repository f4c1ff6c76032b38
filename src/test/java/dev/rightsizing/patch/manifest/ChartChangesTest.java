// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.ManifestSource.Form;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.WorkloadOwner.ManagedBy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChartChangesTest {
  private static final String TEMPLATE =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: {{ include "shop.fullname" . }}
      spec:
        template:
          spec:
            containers:
              - name: {{ .Chart.Name }}
                image: "{{ .Values.image }}"
                {{- with .Values.resources }}
                resources:
                  {{- toYaml . | nindent 12 }}
                {{- end }}
              - name: proxy
                resources: {{- toYaml .Values.proxy.resources | nindent 12 }}
      """;
  private static final String VALUES =
      """
      image: x # of the release
      resources:
        requests: {cpu: 1, memory: 1Gi}
        limits: {memory: 1Gi}
      """;

  private static Wanted wanted(String container) {
    return Wanted.of("shop/Deployment/shop", container + " cpu 1/- -> 200m/-");
  }

  private static TextTree chart(String... more) {
    TextTree tree =
        TextTree.of(
            "chart/Chart.yaml",
            "name: shop\ndependencies:\n  - {name: redis, alias: cache}\n",
            "chart/templates/deployment.yaml",
            TEMPLATE,
            "chart/values.yaml",
            VALUES);
    for (int i = 0; i < more.length; i += 2) {
      tree.with(more[i], more[i + 1]);
    }
    return tree;
  }

  private static String text(ChangedFiles changed, String path) {
    assertThat(changed.left()).isEmpty();
    assertThat(changed.files()).containsOnlyKeys(path);
    return new String(changed.files().get(path), StandardCharsets.UTF_8);
  }

  private static NotProposed left(ChangedFiles changed) {
    assertThat(changed.files()).isEmpty();
    assertThat(changed.left()).hasSize(1);
    return changed.left().get(0);
  }

  @Test
  void templatesSayWhichKeyIsForTheContainer() throws Exception {
    ChangedFiles changed = Wanted.apply(chart(), wanted("shop").source("chart", Form.HELM));
    assertThat(text(changed, "chart/values.yaml"))
        .isEqualTo(VALUES.replace("cpu: 1,", "cpu: 200m,"));
    assertThat(changed.placed().get(wanted("shop").ref()).how()).isEqualTo("values resources");
    ChangedFiles proxy = Wanted.apply(chart(), wanted("proxy").source("chart", Form.HELM));
    assertThat(text(proxy, "chart/values.yaml"))
        .startsWith(VALUES)
        .contains("proxy:", "resources:", "requests:", "cpu: 200m");
  }

  @Test
  void lastFileThatSetsItWinsAndElseTheLastOfAll() throws Exception {
    String prod = "resources:\n  requests:\n    cpu: 1\n";
    TextTree tree = chart("prod.yaml", prod, "secret.yaml", "password: x\n");
    Wanted wanted =
        wanted("shop").source("chart", Form.HELM, "../prod.yaml", "../secret.yaml", "../none.yaml");
    assertThat(text(Wanted.apply(tree, wanted), "prod.yaml"))
        .isEqualTo(prod.replace("cpu: 1", "cpu: 200m"));
    TextTree unset = chart("prod.yaml", "image: y\n");
    assertThat(
            text(
                Wanted.apply(unset, wanted("shop").source("chart", Form.HELM, "../prod.yaml")),
                "prod.yaml"))
        .isEqualTo("image: y\nresources:\n  requests:\n    cpu: 200m\n");
  }

  @Test
  void keyNamedLikeTheWorkloadIsTakenWhenItSaysWhatTheClusterHas() throws Exception {
    String values =
        """
        checkout:
          resources:
            requests:
              cpu: "1"
        cache:
          resources:
            requests:
              cpu: 500m
        """;
    TextTree tree = TextTree.of("env/prod.yaml", values);
    Wanted checkout =
        Wanted.of("shop/Deployment/shop-checkout", "app cpu 1/- -> 200m/-")
            .ownedBy(ManagedBy.ARGO_CD, "shop")
            .source("", Form.HELM, "env/prod.yaml");
    assertThat(text(Wanted.apply(tree, checkout), "env/prod.yaml"))
        .isEqualTo(values.replace("cpu: \"1\"", "cpu: \"200m\""));
    Wanted other =
        Wanted.of("shop/Deployment/checkout", "app cpu 4/- -> 200m/-")
            .source("", Form.HELM, "env/prod.yaml");
    NotProposed left = left(Wanted.apply(tree, other));
    assertThat(left.reason()).isEqualTo(Reason.MANIFEST_NOT_FOUND);
    assertThat(left.message())
        .contains("spec.git.helmValues", "shop/deployment/checkout:app", "no key of its values");
  }

  @Test
  void valuesOfAChartWithinAreFoundUnderItsAlias() throws Exception {
    String values = VALUES + "cache:\n  resources:\n    requests:\n      cpu: 3\n";
    ChangedFiles changed =
        Wanted.apply(
            chart("chart/values.yaml", values),
            Wanted.of("shop/Deployment/shop-cache", "redis cpu 3/- -> 1/-")
                .ownedBy(ManagedBy.HELM, "shop")
                .source("chart", Form.HELM));
    assertThat(text(changed, "chart/values.yaml")).isEqualTo(values.replace("cpu: 3", "cpu: 1"));
  }

  @Test
  void releaseOfAChartInTheRepositoryIsFoundByItsLabel() throws Exception {
    Wanted wanted =
        wanted("shop")
            .ownedBy(ManagedBy.HELM, "shop")
            .labelled(Map.of("helm.sh/chart", "shop-1.2.3"));
    assertThat(text(Wanted.apply(chart(), wanted), "chart/values.yaml"))
        .isEqualTo(VALUES.replace("cpu: 1,", "cpu: 200m,"));
  }

  @Test
  void valuesWithinAHelmReleaseAreEdited() throws Exception {
    String release =
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: shop
        spec:
          values:
            resources: # of the app
              requests:
                cpu: 1
        """;
    Wanted wanted =
        wanted("shop").ownedBy(ManagedBy.FLUX, "shop").source("flux", Form.HELM_RELEASE);
    assertThat(text(Wanted.apply(TextTree.of("flux/r.yaml", release), wanted), "flux/r.yaml"))
        .isEqualTo(release.replace("cpu: 1", "cpu: 200m"));
    assertThat(
            left(Wanted.apply(TextTree.of("flux/r.yaml", release, "flux/s.yaml", release), wanted))
                .reason())
        .isEqualTo(Reason.MANIFEST_AMBIGUOUS);
  }

  @Test
  void sharedKeyOfTwoWorkloadsIsRefusedWithBothNames() throws Exception {
    String second = TEMPLATE.replace("shop.fullname", "shop.worker");
    TextTree tree = chart("chart/templates/worker.yaml", second);
    ChangedFiles changed =
        Wanted.apply(
            tree,
            wanted("shop").source("chart", Form.HELM),
            Wanted.of("shop/Deployment/worker", "shop cpu 1/- -> 300m/-")
                .source("chart", Form.HELM));
    assertThat(changed.files()).isEmpty();
    assertThat(changed.left())
        .hasSize(2)
        .allSatisfy(
            l ->
                assertThat(l.message())
                    .contains("shop/Deployment/shop:shop", "shop/Deployment/worker:shop"));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.proposal.ManifestSource;
import dev.rightsizing.model.proposal.ManifestSource.Form;
import dev.rightsizing.workload.GitOpsSources.Answer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationSourcesTest {

  private static final String REPOSITORY = "https://git.example.com/shop/deploy.git";

  private static Answer read(String specAndStatus) {
    String yaml = "metadata: {name: shop, namespace: argocd}\n" + specAndStatus;
    return new ApplicationSources().read(new Fields(Serialization.unmarshal(yaml, Map.class)));
  }

  @Test
  void aFolderOfManifests() {
    Answer answer =
        read(
            """
            spec:
              source: {repoURL: %s, path: ./apps/shop/, targetRevision: HEAD, directory: {recurse: true}}
            status: {sourceType: Directory}
            """
                .formatted(REPOSITORY));

    assertThat(answer.sources())
        .containsExactly(
            new ManifestSource(REPOSITORY, "", "apps/shop", Form.MANIFESTS, List.of()));
    assertThat(answer.why()).isEmpty();
  }

  @Test
  void aKustomizationAtARevision() {
    Answer answer =
        read(
            """
            spec:
              source: {repoURL: %s, path: overlays/prod, targetRevision: release-1, kustomize: {}}
            status: {sourceType: Kustomize}
            """
                .formatted(REPOSITORY));

    assertThat(answer.sources())
        .containsExactly(
            new ManifestSource(
                REPOSITORY, "release-1", "overlays/prod", Form.MANIFESTS, List.of()));
  }

  @Test
  void aChartWithFilesOfValuesRelativeToItAndToTheRoot() {
    Answer answer =
        read(
            """
            spec:
              source:
                repoURL: %s
                path: charts/shop
                helm: {valueFiles: [values-prod.yaml, ../common.yaml, /envs/prod.yaml, https://example.com/v.yaml]}
            status: {sourceType: Helm}
            """
                .formatted(REPOSITORY));

    assertThat(answer.sources())
        .containsExactly(
            new ManifestSource(
                REPOSITORY,
                "",
                "charts/shop",
                Form.HELM,
                List.of("values-prod.yaml", "../common.yaml", "../../envs/prod.yaml")));
  }

  @Test
  void aChartOfAChartRepositoryWithValuesLentByAGitRepository() {
    Answer answer =
        read(
            """
            spec:
              sources:
              - repoURL: https://charts.example.com
                chart: shop
                targetRevision: 1.2.3
                helm: {valueFiles: [$values/envs/base.yaml, $values/envs/prod.yaml, values.yaml]}
              - {repoURL: %s, targetRevision: main, ref: values}
            status: {sourceTypes: [Helm, Directory]}
            """
                .formatted(REPOSITORY));

    assertThat(answer.sources())
        .containsExactly(
            new ManifestSource(
                REPOSITORY, "main", "", Form.HELM, List.of("envs/base.yaml", "envs/prod.yaml")));
    assertThat(answer.why()).isEmpty();
  }

  @Test
  void lentValuesWinOverTheChartsOwn() {
    Answer answer =
        read(
            """
            spec:
              sources:
              - repoURL: https://git.example.com/charts.git
                path: shop
                helm: {valueFiles: [values.yaml, $values/prod.yaml]}
              - {repoURL: %s, ref: values, path: extra}
            status: {sourceTypes: [Helm, Directory]}
            """
                .formatted(REPOSITORY));

    assertThat(answer.sources())
        .extracting(ManifestSource::repository, ManifestSource::form, ManifestSource::path)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(REPOSITORY, Form.HELM, ""),
            org.assertj.core.groups.Tuple.tuple(
                "https://git.example.com/charts.git", Form.HELM, "shop"),
            org.assertj.core.groups.Tuple.tuple(REPOSITORY, Form.MANIFESTS, "extra"));
    assertThat(answer.in("git@git.example.com:charts")).isPresent();
  }

  @Test
  void theDrySourceOfAHydratorIsWhatPeopleEdit() {
    Answer answer =
        read(
            """
            spec:
              sourceHydrator:
                drySource: {repoURL: %s, path: shop, targetRevision: main}
                syncSource: {targetBranch: environments/prod, path: shop}
            """
                .formatted(REPOSITORY));

    assertThat(answer.sources())
        .containsExactly(new ManifestSource(REPOSITORY, "main", "shop", Form.MANIFESTS, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "valuesObject: {checkout: {resources: {requests: {cpu: 1}}}}",
        "values: \"checkout:\\n  resources:\\n    requests: {cpu: 1}\"",
        "parameters: [{name: checkout.resources.requests.cpu, value: '1'}]",
        "parameters: [{name: resources.limits.memory, value: 1Gi}]",
      })
  void inlineValuesThatSetResourcesWinOverFiles(String helm) {
    Answer answer =
        read(
            """
            spec:
              source: {repoURL: %s, path: charts/shop, helm: {%s}}
            status: {sourceType: Helm}
            """
                .formatted(REPOSITORY, helm));

    assertThat(answer.sources()).isEmpty();
    assertThat(answer.why())
        .isEqualTo(
            "Application shop sets resources in its own helm values, which win over files; move"
                + " them to a file of values in Git");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spec: {}",
        "spec: {source: {repoURL: ''}}",
        "spec: {source: [1, 2], sources: oops}",
        "spec: oops",
        "{}",
        "spec: {source: {repoURL: https://charts.example.com, chart: shop}}",
        "spec: {source: {repoURL: https://git.example.com/a.git, path: x, plugin: {name: cue}}}",
      })
  void saysWhyThereIsNoSource(String odd) {
    Answer answer = read(odd.equals("{}") ? "" : odd);

    assertThat(answer.sources()).isEmpty();
    assertThat(answer.why()).startsWith("Application shop ");
  }
}

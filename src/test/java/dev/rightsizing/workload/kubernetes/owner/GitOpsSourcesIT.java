// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.proposal.ManifestSource;
import dev.rightsizing.model.proposal.ManifestSource.Form;
import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.model.proposal.WorkloadOwner.ManagedBy;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.RequestCounter;
import dev.rightsizing.workload.GitOpsSources;
import dev.rightsizing.workload.GitOpsSources.Answer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalApiServer.Provided.class)
class GitOpsSourcesIT {

  private static final String REPOSITORY = "ssh://git@git.example.com/shop/deploy.git";

  private static List<HasMetadata> definitions;
  private LocalApiServer server;
  private KubernetesClient client;
  private String namespace;
  private GitOpsSources sources;

  @BeforeAll
  static void serveTheKinds(KubernetesClient client) {
    definitions =
        client.load(GitOpsSourcesIT.class.getResourceAsStream("/gitops-crds.yaml")).items();
    client.resourceList(definitions).create();
    for (GitOpsKind kind : GitOpsKind.values()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> client.supports(kind.apiVersion(), kind.kind()));
    }
  }

  @AfterAll
  static void removeTheKinds(KubernetesClient client) {
    client.resourceList(definitions).delete();
  }

  @BeforeEach
  void makeNamespace(LocalApiServer local) {
    server = local;
    client = local.client();
    namespace = local.newNamespace("gitops");
    sources = new KubernetesGitOpsSources(client, namespace);
  }

  private void create(String yaml) {
    GenericKubernetesResource object =
        Serialization.unmarshal(yaml.replace("NS", namespace), GenericKubernetesResource.class);
    client.resource(object).create();
  }

  private void gitRepository() {
    create(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {namespace: NS, name: deploy}
        spec: {url: %s, ref: {branch: main}}
        """
            .formatted(REPOSITORY));
  }

  private void kustomization() {
    create(
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {namespace: NS, name: apps}
        spec: {path: ./apps/prod, sourceRef: {kind: GitRepository, name: deploy}}
        """);
  }

  private WorkloadOwner flux(String kind, String name) {
    return new WorkloadOwner(ManagedBy.FLUX, kind, namespace, name, "", Optional.empty());
  }

  private static WorkloadOwner application(String name) {
    return new WorkloadOwner(ManagedBy.ARGO_CD, "Application", "", name, "", Optional.empty());
  }

  @Test
  void anApplicationIsReadInArgoCdsNamespaceOnce() {
    create(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {namespace: NS, name: shop}
        spec: {source: {repoURL: 'https://git.example.com/shop/deploy', path: apps/shop}}
        """);
    RequestCounter counter = new RequestCounter();
    try (KubernetesClient counted =
        new KubernetesClientBuilder()
            .withConfig(server.config())
            .withHttpClientBuilderConsumer(b -> b.addOrReplaceInterceptor("counter", counter))
            .build()) {
      GitOpsSources pass = new KubernetesGitOpsSources(counted, namespace);

      assertThat(pass.look(application("shop")).in(REPOSITORY))
          .contains(
              new ManifestSource(
                  "https://git.example.com/shop/deploy",
                  "",
                  "apps/shop",
                  Form.MANIFESTS,
                  List.of()));
      assertThat(pass.look(application("shop")).in("https://git.example.com/other")).isEmpty();
      assertThat(counter.like("applications/shop")).hasSize(1);
    }
  }

  @Test
  void aKustomizationNamesItsGitRepository() {
    gitRepository();
    kustomization();

    assertThat(sources.look(flux("Kustomization", "apps")).in(REPOSITORY))
        .contains(new ManifestSource(REPOSITORY, "main", "apps/prod", Form.MANIFESTS, List.of()));
  }

  @Test
  void aKustomizationThatPatchesResourcesItselfHasNoFileToEdit() {
    gitRepository();
    create(
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {namespace: NS, name: patched}
        spec:
          sourceRef: {kind: GitRepository, name: deploy}
          patches:
          - patch: |
              - {op: replace, path: /spec/template/spec/containers/0/resources, value: {}}
        """);

    Answer answer = sources.look(flux("Kustomization", "patched"));

    assertThat(answer.sources()).isEmpty();
    assertThat(answer.why()).contains("patches resources in its own spec.patches");
  }

  @Test
  void aReleasesChartInGitComesWithItsFilesOfValues() {
    gitRepository();
    create(
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {namespace: NS, name: shop}
        spec:
          chart:
            spec:
              chart: ./charts/shop
              sourceRef: {kind: GitRepository, name: deploy}
              valuesFiles: [charts/shop/values.yaml, ./envs/prod.yaml]
          valuesFrom: [{kind: ConfigMap, name: more}]
        """);

    Answer answer = sources.look(flux("HelmRelease", "shop"));

    assertThat(answer.sources())
        .containsExactly(
            new ManifestSource(
                REPOSITORY,
                "main",
                "charts/shop",
                Form.HELM,
                List.of("values.yaml", "../../envs/prod.yaml")));
    assertThat(answer.why()).contains("takes values from ConfigMaps or Secrets");
  }

  @Test
  void aReleaseWithInlineResourcesIsEditedItself() {
    gitRepository();
    kustomization();
    create(
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          namespace: NS
          name: shop
          labels: {kustomize.toolkit.fluxcd.io/name: apps, kustomize.toolkit.fluxcd.io/namespace: NS}
        spec:
          chart: {spec: {chart: charts/shop, sourceRef: {kind: GitRepository, name: deploy}}}
          values: {checkout: {resources: {requests: {cpu: 100m}}}}
        """);

    assertThat(sources.look(flux("HelmRelease", "shop")).sources())
        .containsExactly(
            new ManifestSource(REPOSITORY, "main", "apps/prod", Form.HELM_RELEASE, List.of()));
  }

  @Test
  void aReleaseThatNobodyAppliesFromGitSaysWhy() {
    create(
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {namespace: NS, name: bought}
        spec: {chart: {spec: {chart: redis, sourceRef: {kind: HelmRepository, name: charts}}}}
        """);

    Answer answer = sources.look(flux("HelmRelease", "bought"));

    assertThat(answer.sources()).isEmpty();
    assertThat(answer.why())
        .contains("HelmRepository charts, which is no Git repository")
        .contains("is not applied by a Kustomization");
  }

  @Test
  void whatIsGoneIsASentence() {
    assertThat(sources.look(application("gone")).why())
        .isEqualTo(
            "Application "
                + namespace
                + "/gone is not there, or the cluster does not serve its kind");
  }

  @Test
  void whatMayNotBeReadNamesTheRight() {
    try (KubernetesClient stranger =
        server.clientAs(LocalApiServer.serviceAccount(namespace, "stranger"))) {
      assertThat(new KubernetesGitOpsSources(stranger, namespace).look(application("shop")).why())
          .isEqualTo(
              "Application "
                  + namespace
                  + "/shop may not be read; allow verb get on applications.argoproj.io in the"
                  + " operator's role");
    }
  }

  @Test
  void otherOwnersHaveNoSource() {
    assertThat(
            sources.look(
                new WorkloadOwner(ManagedBy.HELM, "", namespace, "shop", "", Optional.empty())))
        .isEqualTo(Answer.none(""));
    assertThat(sources.look(WorkloadOwner.UNKNOWN)).isEqualTo(Answer.none(""));
  }
}

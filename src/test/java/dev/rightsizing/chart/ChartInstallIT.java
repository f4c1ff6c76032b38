// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.Kubectl;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart on a real API server, by real Helm. */
@ExtendWith(LocalApiServer.Provided.class)
class ChartInstallIT {
  private static final List<String> CRDS =
      List.of("recommendations.rightsizing.dev", "rightsizingpolicies.rightsizing.dev");

  private final LocalApiServer server;
  private final KubernetesClient client;
  private final Helm helm;
  private final Kubectl kubectl;
  private String namespace;

  ChartInstallIT(LocalApiServer server) {
    this.server = server;
    this.client = server.client();
    this.helm = Helm.on(server);
    this.kubectl = new Kubectl(server);
  }

  /** The CRDs as kubectl leaves them, whatever the tests before did. */
  @BeforeEach
  void crdsByKubectl() {
    Crds.install(client);
    CRDS.forEach(
        name ->
            crd(name)
                .edit(
                    crd -> {
                      crd.getMetadata().setAnnotations(Map.of());
                      crd.getMetadata().setLabels(Map.of());
                      return crd;
                    }));
    namespace = server.newNamespace("install");
  }

  @AfterEach
  void uninstall() {
    helm.run("uninstall", Helm.RELEASE, "-n", namespace, "--ignore-not-found");
  }

  private Resource<CustomResourceDefinition> crd(String name) {
    return client.apiextensions().v1().customResourceDefinitions().withName(name);
  }

  private Helm.Result install(String... more) {
    return helm.release("install", namespace, more);
  }

  private Deployment deployment() {
    return client.apps().deployments().inNamespace(namespace).withName(Helm.RELEASE).get();
  }

  @Test
  void installsUpgradesAndUninstallsWhileRecommendationsStay() {
    assertThat(install("--take-ownership").isFine().output())
        .contains(
            "kubectl -n " + namespace + " rollout status deployment/rightsizing-operator",
            "helm test rightsizing-operator -n " + namespace + " --logs",
            "kubectl get rightsizingpolicies,recommendations -A",
            "prometheus.url is not set");
    Recommendation kept = new Recommendation();
    kept.getMetadata().setName("deployment-kept");
    kept.getMetadata().setNamespace(namespace);
    client
        .resource(
            """
            apiVersion: rightsizing.dev/v1alpha1
            kind: Recommendation
            metadata: {name: deployment-kept, namespace: %s}
            spec: {policy: shop, target: {apiVersion: apps/v1, kind: Deployment, name: kept}}
            """
                .formatted(namespace))
        .create();

    helm.release("upgrade", namespace, "--set", "replicas=3").isFine();
    assertThat(deployment().getSpec().getReplicas()).isEqualTo(3);
    helm.release("upgrade", namespace, "--reset-then-reuse-values").isFine();
    assertThat(deployment().getSpec().getReplicas()).isEqualTo(3);

    assertThat(helm.run("uninstall", Helm.RELEASE, "-n", namespace).isFine().output())
        .contains("kept due to the resource policy");
    assertThat(deployment()).isNull();
    CRDS.forEach(name -> assertThat(crd(name).get()).as(name).isNotNull());
    assertThat(client.resource(kept).get()).isNotNull();

    install().isFine();
  }

  @Test
  void refusesCrdsOfKubectlUntilToldToAdoptThem() {
    install().isRefusedWith("rightsizing.dev", "invalid ownership metadata");
    assertThat(deployment()).isNull();

    install("--take-ownership").isFine();
    CRDS.forEach(
        name ->
            assertThat(crd(name).get().getMetadata().getAnnotations())
                .containsEntry("meta.helm.sh/release-name", Helm.RELEASE)
                .containsEntry("meta.helm.sh/release-namespace", namespace));
  }

  @Test
  void refusesCrdsOfAnotherReleaseAndRunsBesideThem() {
    install("--take-ownership").isFine();
    String second = server.newNamespace("second");

    helm.release("install", second, "--set", "watchNamespaces={" + second + "}")
        .isRefusedWith("invalid ownership metadata", "current value is \"" + namespace + "\"");
    helm.release("install", second, "--set", "crds.enabled=false,watchNamespaces={" + second + "}")
        .isFine();
    helm.run("uninstall", Helm.RELEASE, "-n", second).isFine();
  }

  @Test
  void aNamespaceThatEnforcesRestrictedTakesThePods() {
    label("restricted");
    install("--take-ownership", "--set", "prometheus.existingSecret.name=p").isFine();

    Pod pod = pod(deployment());
    assertThat(client.resource(pod).create().getMetadata().getUid()).isNotEmpty();
    JsonNode check = Helm.find(Helm.objects(), "Pod", Helm.RELEASE + "-test");
    Pod test =
        client
            .getKubernetesSerialization()
            .unmarshal(check.toString(), Pod.class)
            .edit()
            .editMetadata()
            .withNamespace(namespace)
            .endMetadata()
            .build();
    assertThat(client.resource(test).create().getMetadata().getUid()).isNotEmpty();
  }

  @Test
  void suchANamespaceRefusesAWeakerSecurityContext() {
    label("restricted");
    install("--take-ownership", "--set", "securityContext.allowPrivilegeEscalation=true").isFine();

    assertThatThrownBy(() -> client.resource(pod(deployment())).create())
        .hasMessageContaining("violates PodSecurity");
  }

  private void label(String level) {
    client
        .namespaces()
        .withName(namespace)
        .edit(
            n -> {
              n.getMetadata().getLabels().put("pod-security.kubernetes.io/enforce", level);
              return n;
            });
  }

  private static Pod pod(Deployment deployment) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("operator")
        .withNamespace(deployment.getMetadata().getNamespace())
        .withLabels(deployment.getSpec().getTemplate().getMetadata().getLabels())
        .endMetadata()
        .withSpec(deployment.getSpec().getTemplate().getSpec())
        .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replicas=1",
        "watchNamespaces={install-watched}",
        "networkPolicy.enabled=true,networkPolicy.egress.prometheusPorts={9090}",
        "dashboards.enabled=true",
        "page.enabled=true,page.ingress.enabled=true,page.ingress.host=a.example.com,metrics.authentication=TokenReview",
        "page.enabled=true,page.tlsSecret=t,page.authentication=Proxy,page.proxy.existingSecret=s,otlp.endpoint=http://o",
        "commonLabels.a=b,commonAnnotations.c=d,nodeSelector.e=f,priorityClassName=high",
        "prometheus.existingSecret.name=p,prometheus.existingSecret.tokenKey=t,prometheus.existingSecret.caKey=c",
        "prometheus.caConfigMap.name=c,prometheus.serviceAccountToken=true,podDisruptionBudget.maxUnavailable=50%",
      })
  void theServerTakesEveryObjectWithoutAWarning(String values) {
    if (client.namespaces().withName("install-watched").get() == null) {
      kubectl.run("", "create", "namespace", "install-watched");
    }
    String objects = Helm.alone().release("template", namespace, "--set", values).isFine().output();

    Kubectl.Result result =
        kubectl.run(
            objects,
            "apply",
            "--server-side",
            "--force-conflicts",
            "--dry-run=server",
            "--validate=strict",
            "-f",
            "-");

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output()).doesNotContainIgnoringCase("warning");
  }

  @Test
  void kubectlAloneInstallsTheSame() {
    Kubectl.Result result =
        kubectl.run("", "apply", "--server-side", "--force-conflicts", "-k", "deploy");

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(
            client
                .apps()
                .deployments()
                .inNamespace("rightsizing-system")
                .withName(Helm.RELEASE)
                .get()
                .getSpec()
                .getReplicas())
        .isEqualTo(2);
    for (String file : List.of("operator.yaml", "rbac.yaml")) {
      assertThat(kubectl.run("", "delete", "-f", "deploy/" + file).status()).isZero();
    }
  }

  @Test
  void aKustomizationOfOnesOwnSetsImageAndPrometheus() throws Exception {
    String guide = ChartFile.read(Path.of("docs/install.md"));
    int from = guide.indexOf("apiVersion: kustomize.config.k8s.io");
    Path folder = Files.createDirectories(Path.of("target/kustomize"));
    Files.writeString(
        folder.resolve("kustomization.yaml"),
        guide.substring(from, guide.indexOf("```", from)).replace("../deploy", "../../deploy"));

    Kubectl.Result made = kubectl.run("", "kustomize", folder.toString());

    assertThat(made.status()).as(made.output()).isZero();
    JsonNode container =
        Helm.find(Helm.parse(made.output()), "Deployment", Helm.RELEASE)
            .at("/spec/template/spec/containers/0");
    assertThat(container.path("image").asText()).isEqualTo("REGISTRY/rightsizing-operator:0.1.0");
    assertThat(container.path("env").toString()).contains("http://my-prometheus.monitoring:9090");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.chart;

import static dev.rightsizing.chart.Rendered.deployment;
import static dev.rightsizing.chart.Rendered.environment;
import static dev.rightsizing.chart.Rendered.kinds;
import static dev.rightsizing.chart.Rendered.pod;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real Helm makes of the chart's values. */
class ChartRenderingIT {
  private static final String NAME = Helm.RELEASE;

  @Test
  void lintFindsNothing() {
    Helm.alone().run("lint", "--strict", ChartFile.CHART.toString()).isFine();
  }

  @Test
  void theManifestsForKubectlAreThoseOfTheChart(@TempDir Path out) throws Exception {
    ProcessBuilder generate =
        new ProcessBuilder("deploy/generate", out.toString()).redirectErrorStream(true);
    generate.environment().put("HELM", Path.of(".local/bin/helm").toAbsolutePath().toString());
    Process process = generate.start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();

    for (String file : List.of("crds.yaml", "rbac.yaml", "operator.yaml")) {
      assertThat(Path.of("deploy", file))
          .as("%s is stale; run make manifests and commit it", file)
          .hasSameTextualContentAs(out.resolve(file));
    }
  }

  @Test
  void byDefaultTheChartReadsTheClusterAndOpensNothing() {
    List<JsonNode> objects = Helm.objects();

    assertThat(kinds(objects))
        .containsExactlyInAnyOrder(
            "CustomResourceDefinition/rightsizingpolicies.rightsizing.dev",
            "CustomResourceDefinition/recommendations.rightsizing.dev",
            "ServiceAccount/" + NAME,
            "ClusterRole/" + NAME,
            "ClusterRole/" + NAME + "-auth-secrets",
            "ClusterRole/" + NAME + "-apply",
            "ClusterRole/" + NAME + "-view",
            "ClusterRole/" + NAME + "-edit",
            "ClusterRoleBinding/" + NAME,
            "Role/" + NAME + "-leader-election",
            "RoleBinding/" + NAME + "-leader-election",
            "Role/" + NAME + "-stop",
            "RoleBinding/" + NAME + "-stop",
            "PodDisruptionBudget/" + NAME,
            "Service/" + NAME + "-metrics",
            "Deployment/" + NAME,
            "Pod/" + NAME + "-test");
    assertThat(objects)
        .allSatisfy(
            object ->
                assertThat(object.at("/metadata/labels/app.kubernetes.io~1managed-by").asText())
                    .as(object.path("kind").asText())
                    .isEqualTo("Helm"));
  }

  @Test
  void theDeploymentIsAvailableThroughDrainsAndRollOuts() {
    JsonNode spec = deployment().path("spec");
    JsonNode pod = spec.at("/template/spec");
    JsonNode container = pod.at("/containers/0");

    assertThat(spec.path("replicas").asInt()).isEqualTo(2);
    assertThat(pod.path("topologySpreadConstraints")).hasSize(2);
    assertThat(environment(pod)).containsEntry("RIGHTSIZING_LEADER_ELECTION", "true");
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
    assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
    assertThat(container.at("/startupProbe/httpGet/port").asText()).isEqualTo("management");
    assertThat(container.at("/resources/limits/cpu").isMissingNode()).isTrue();
  }

  @Test
  void thePodMeetsThePodSecurityStandardRestricted() {
    JsonNode pod = pod();
    JsonNode context = pod.at("/containers/0/securityContext");

    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    assertThat(pod.at("/containers/0/volumeMounts/0/mountPath").asText()).isEqualTo("/tmp");
  }

  @ParameterizedTest
  @CsvSource({
    "image.repository=reg/team/op,                   reg/team/op:0.1.0",
    "image.tag=9.9.9,                                rightsizing-operator:9.9.9",
  })
  void theImageIsOfRepositoryAndTag(String value, String image) {
    assertThat(pod("--set", value).at("/containers/0/image").asText()).isEqualTo(image);
  }

  @Test
  void aDigestCountsMoreThanATag() {
    String digest = "sha256:" + "0".repeat(64);

    assertThat(
            pod("--set", "image.digest=" + digest + ",image.tag=1.2.3")
                .at("/containers/0/image")
                .asText())
        .isEqualTo("rightsizing-operator@" + digest);
  }

  @Test
  void anExistingSecretIsMountedAndNeverPrinted() {
    String all =
        "prometheus.existingSecret.name=prom,prometheus.existingSecret.passwordKey=pw,"
            + "prometheus.existingSecret.usernameKey=user,prometheus.existingSecret.caKey=ca,"
            + "prometheus.existingSecret.headersKey=headers";
    JsonNode pod = pod("--set", all);

    assertThat(environment(pod))
        .containsEntry("RIGHTSIZING_PROMETHEUS_USERNAME", "prom/user")
        .containsEntry("RIGHTSIZING_PROMETHEUS_HEADERS", "prom/headers")
        .containsEntry(
            "RIGHTSIZING_PROMETHEUS_PASSWORD_FILE", "/etc/rightsizing/prometheus/password")
        .containsEntry("RIGHTSIZING_PROMETHEUS_CA_FILE", "/etc/rightsizing/prometheus/ca.crt")
        .doesNotContainKey("RIGHTSIZING_PROMETHEUS_TOKEN_FILE");
    assertThat(pod.at("/volumes/1/secret/items"))
        .extracting(item -> item.path("key").asText() + ":" + item.path("path").asText())
        .containsExactly("pw:password", "ca:ca.crt");
    assertThat(pod.at("/containers/0/volumeMounts/1/mountPath").asText())
        .isEqualTo("/etc/rightsizing/prometheus");
  }

  @Test
  void aTokenIsReadFromAFileThatTheKubeletKeepsFresh() {
    JsonNode pod =
        pod("--set", "prometheus.existingSecret.name=prom,prometheus.existingSecret.tokenKey=t");

    assertThat(environment(pod))
        .containsEntry("RIGHTSIZING_PROMETHEUS_TOKEN_FILE", "/etc/rightsizing/prometheus/token");
    // A subPath would never be updated.
    assertThat(pod.at("/containers/0/volumeMounts/1/subPath").isMissingNode()).isTrue();
  }

  @Test
  void openShiftsMonitoringTakesTheServiceAccountsTokenAndItsOwnAuthority() {
    JsonNode pod =
        pod(
            "--set",
            "prometheus.serviceAccountToken=true,prometheus.caConfigMap.name=service-ca,"
                + "prometheus.caConfigMap.key=service-ca.crt");

    assertThat(environment(pod))
        .containsEntry(
            "RIGHTSIZING_PROMETHEUS_TOKEN_FILE",
            "/var/run/secrets/kubernetes.io/serviceaccount/token")
        .containsEntry("RIGHTSIZING_PROMETHEUS_CA_FILE", "/etc/rightsizing/prometheus-ca/ca.crt");
    assertThat(pod.at("/volumes/1/configMap/items/0/key").asText()).isEqualTo("service-ca.crt");
  }

  @Test
  void matchersHeadersAndUrlsBecomeLists() {
    JsonNode pod =
        pod(
            "--set",
            "prometheus.url=http://prom:9090,prometheus.matchers.cluster=a,prometheus.matchers.az=b",
            "--set-json",
            "prometheus.headers={\"X-Scope-OrgID\":\"team\"}",
            "--set-json",
            "prometheus.allowedUrls=[\"https://*.a:9090\",\"https://b\"]");

    assertThat(environment(pod))
        .containsEntry("RIGHTSIZING_PROMETHEUS_URL", "http://prom:9090")
        .containsEntry("RIGHTSIZING_PROMETHEUS_MATCHERS", "az=b,cluster=a")
        .containsEntry("RIGHTSIZING_PROMETHEUS_HEADERS", "X-Scope-OrgID=team")
        .containsEntry("RIGHTSIZING_PROMETHEUS_ALLOWED_URLS", "https://*.a:9090,https://b");
  }

  @Test
  void extrasReachThePod() {
    JsonNode pod =
        pod(
            "--set-json",
            "extraEnv=[{\"name\":\"RIGHTSIZING_QUERY_CONCURRENCY\",\"value\":\"4\"}]",
            "--set-json",
            "extraEnvFrom=[{\"secretRef\":{\"name\":\"kafka\"}}]",
            "--set-json",
            "extraVolumes=[{\"name\":\"ca\",\"configMap\":{\"name\":\"ca\"}}]",
            "--set-json",
            "extraVolumeMounts=[{\"name\":\"ca\",\"mountPath\":\"/ca\"}]",
            "--set-json",
            "extraContainers=[{\"name\":\"sigv4\",\"image\":\"proxy:1\"}]",
            "--set-json",
            "imagePullSecrets=[{\"name\":\"registry\"}]",
            "--set-json",
            "tolerations=[{\"key\":\"infra\",\"operator\":\"Exists\"}]",
            "--set",
            "nodeSelector.pool=infra,priorityClassName=high,javaOptions=-Xmx1g,metrics.tlsSecret=tls");

    assertThat(environment(pod))
        .containsEntry("RIGHTSIZING_QUERY_CONCURRENCY", "4")
        .containsEntry("JDK_JAVA_OPTIONS", "-Xmx1g");
    assertThat(pod.at("/containers/0/envFrom/0/secretRef/name").asText()).isEqualTo("kafka");
    assertThat(pod.at("/volumes/1/configMap/name").asText()).isEqualTo("ca");
    assertThat(pod.at("/containers/0/volumeMounts/1/mountPath").asText()).isEqualTo("/ca");
    assertThat(pod.at("/containers/0/volumeMounts").toString())
        .as("the mounts of the operator's own Secrets")
        .contains("/etc/rightsizing/metrics-tls");
    assertThat(pod.at("/containers/1/name").asText()).isEqualTo("sigv4");
    assertThat(pod.at("/containers/1").has("volumeMounts")).isFalse();
    assertThat(pod.at("/imagePullSecrets/0/name").asText()).isEqualTo("registry");
    assertThat(pod.at("/tolerations/0/key").asText()).isEqualTo("infra");
    assertThat(pod.at("/nodeSelector/pool").asText()).isEqualTo("infra");
    assertThat(pod.path("priorityClassName").asText()).isEqualTo("high");
  }

  @Test
  void labelsAndAnnotationsReachEveryObjectAndThePod() {
    List<JsonNode> objects =
        Helm.objects(
            "--set",
            "commonLabels.team=a,commonAnnotations.owner=b,podLabels.x=y,podAnnotations.p=q");

    assertThat(objects)
        .allSatisfy(
            object -> {
              assertThat(object.at("/metadata/labels/team").asText()).isEqualTo("a");
              assertThat(object.at("/metadata/annotations/owner").asText()).isEqualTo("b");
            });
    JsonNode template = Helm.find(objects, "Deployment", NAME).at("/spec/template/metadata");
    assertThat(template.at("/labels/team").asText()).isEqualTo("a");
    assertThat(template.at("/labels/x").asText()).isEqualTo("y");
    assertThat(template.at("/annotations/p").asText()).isEqualTo("q");
    assertThat(template.at("/annotations/owner").asText()).isEqualTo("b");
  }

  @Test
  void aLabelOfTheValuesCannotUndoTheSelector() {
    JsonNode spec =
        deployment("--set-json", "commonLabels={\"app.kubernetes.io/name\":\"other\"}")
            .path("spec");

    assertThat(spec.at("/template/metadata/labels/app.kubernetes.io~1name"))
        .isEqualTo(spec.at("/selector/matchLabels/app.kubernetes.io~1name"));
  }

  @Test
  void anInstallForSomeNamespacesHasRolesAlone() {
    List<JsonNode> objects = Helm.objects("--set", "watchNamespaces={shop,billing}");

    assertThat(kinds(objects)).noneMatch(kind -> kind.startsWith("ClusterRole"));
    assertThat(
            objects.stream()
                .filter(o -> o.path("kind").asText().equals("RoleBinding"))
                .map(
                    o ->
                        o.at("/metadata/namespace").asText()
                            + "/"
                            + o.at("/roleRef/name").asText()))
        .containsExactlyInAnyOrder(
            "shop/" + NAME,
            "billing/" + NAME,
            "rightsizing-system/" + NAME + "-leader-election",
            "rightsizing-system/" + NAME + "-stop");
    assertThat(environment(Helm.find(objects, "Deployment", NAME).at("/spec/template/spec")))
        .containsEntry("RIGHTSIZING_WATCH_NAMESPACES", "shop,billing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "apply.interval=5s                                  | none",
        "apply.enabled=true                                 | ClusterRoleBinding//ClusterRole",
        "apply.namespaces={shop}                            | RoleBinding/shop/ClusterRole",
        "apply.enabled=true,apply.namespaces={shop}         | RoleBinding/shop/ClusterRole",
        "apply.enabled=true,watchNamespaces={shop}          | RoleBinding/shop/Role",
        "apply.namespaces={shop},watchNamespaces={shop,x} | RoleBinding/shop/Role",
      })
  void theRightToChangeWorkloadsIsBoundOnlyWhereItIsAsked(String values, String binding) {
    List<JsonNode> objects = Helm.objects("--set", values);

    assertThat(objects)
        .filteredOn(o -> o.path("kind").asText().endsWith("Binding"))
        .filteredOn(o -> o.at("/roleRef/name").asText().equals(NAME + "-apply"))
        .extracting(
            o ->
                o.path("kind").asText()
                    + "/"
                    + o.at("/metadata/namespace").asText()
                    + "/"
                    + o.at("/roleRef/kind").asText())
        .containsExactlyElementsOf(binding == null ? List.of() : List.of(binding));
    assertThat(
            environment(Helm.find(objects, "Deployment", NAME).at("/spec/template/spec"))
                .containsKey("RIGHTSIZING_APPLY_ENABLED"))
        .isEqualTo(binding != null);
  }

  @Test
  void theBudgetsOfChangesReachTheOperator() {
    assertThat(
            environment(
                pod(
                    "--set",
                    "apply.enabled=true,apply.maxInFlightPerNamespace=2,"
                        + "apply.maxInFlightPerCluster=9,apply.interval=30s")))
        .containsEntry("RIGHTSIZING_APPLY_ENABLED", "true")
        .containsEntry("RIGHTSIZING_APPLY_MAX_IN_FLIGHT_PER_NAMESPACE", "2")
        .containsEntry("RIGHTSIZING_APPLY_MAX_IN_FLIGHT", "9")
        .containsEntry("RIGHTSIZING_APPLY_INTERVAL", "30s");
  }

  @Test
  void onlyTheNamedSecretsOfPoliciesMayBeRead() {
    JsonNode role =
        Helm.find(
            Helm.objects(
                "--set-json", "rbac.authSecrets=[{\"namespace\":\"shop\",\"names\":[\"prom\"]}]"),
            "Role",
            NAME + "-auth-secrets");

    assertThat(role.at("/metadata/namespace").asText()).isEqualTo("shop");
    assertThat(role.path("rules")).hasSize(1);
    assertThat(role.at("/rules/0/resourceNames")).hasSize(1);
    assertThat(role.at("/rules/0/resourceNames/0").asText()).isEqualTo("prom");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void theCrdsStayWhenTheReleaseGoesUnlessAskedOtherwise(String keep) {
    JsonNode crd =
        Helm.find(
            Helm.objects("--set", "crds.keep=" + keep),
            "CustomResourceDefinition",
            "recommendations.rightsizing.dev");

    assertThat(crd.at("/metadata/annotations/helm.sh~1resource-policy").asText())
        .isEqualTo(keep.equals("true") ? "keep" : "");
  }

  @Test
  void theCrdsAreThoseOfTheRepository() {
    for (String plural : List.of("recommendations", "rightsizingpolicies")) {
      String name = plural + ".rightsizing.dev";

      assertThat(Helm.find(Helm.objects(), "CustomResourceDefinition", name).path("spec"))
          .isEqualTo(ChartValue.tree(ChartFile.read(Path.of("crds", name + ".yaml"))).path("spec"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crds.enabled=false                | CustomResourceDefinition",
        "rbac.create=false                 | ClusterRole",
        "rbac.create=false                 | Role",
        "rbac.aggregate=false,rbac.create=false | ClusterRoleBinding",
        "serviceAccount.create=false,serviceAccount.name=mine | ServiceAccount",
        "podDisruptionBudget.enabled=false | PodDisruptionBudget",
        "metrics.service.enabled=false     | Service",
        "test.enabled=false                | Pod",
      })
  void canBeLeftOut(String value, String kind) {
    assertThat(Helm.objects("--set", value)).noneMatch(o -> o.path("kind").asText().equals(kind));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas=two                            | at '/replicas': got string, want integer",
        "crds.enabled=maybe                      | at '/crds/enabled': got string, want boolean",
        "watchNamespaces=shop                    | at '/watchNamespaces': got string, want array",
        "replicaCount=3                          | additional properties 'replicaCount' not allowed",
        "prometheus.adress=x                     | additional properties 'adress' not allowed",
        "prometheus.url=prometheus:9090          | at '/prometheus/url'",
        "image.digest=abc                        | at '/image/digest'",
        "image.pullPolicy=Sometimes              | at '/image/pullPolicy': value must be one of",
        "management.port=0                       | at '/management/port': minimum: got 0, want 1",
        "image.tag=latest                        | set a version, or image.digest",
        "prometheus.matchers.a=x\\,y             | prometheus.matchers.a contains a comma",
        "serviceAccount.create=false             | set serviceAccount.name",
        "apply.namespaces={x},watchNamespaces={y} | apply.namespaces has x, which is not in watchNamespaces",
        "apply.interval=now                      | at '/apply/interval'",
        "apply.maxInFlightPerCluster=0           | at '/apply/maxInFlightPerCluster'",
        "page.ingress.enabled=true               | set page.enabled to true",
        "page.enabled=true,page.ingress.enabled=true | set page.ingress.host",
        "page.enabled=true,page.httpRoute.enabled=true | set page.httpRoute.parentRefs",
        "page.enabled=true,page.authentication=Proxy | any client's headers would be believed",
        "page.authentication=Local               | at '/page/authentication': value must be one of",
        "page.enabled=true,watchNamespaces={shop} | bind the ClusterRole system:auth-delegator",
        "metrics.service.enabled=false,metrics.serviceMonitor.enabled=true | set metrics.service.enabled",
      })
  void aWrongValueIsRefusedWithItsName(String value, String message) {
    Helm.alone().release("template", "rightsizing-system", "--set", value).isRefusedWith(message);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.CommandRun;
import dev.rightsizing.cli.report.SourceChoice;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.ScriptedHttpServer;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalApiServer.Provided.class)
class CheckCommandIT {
  private static final String ROLE = "check-command";
  private static final String USED = "container_cpu_cfs_periods_total";
  private static String shop;

  @TempDir private Path folder;
  private final FakeUsageSource source = new FakeUsageSource();
  private Set<String> watched = Set.of();
  private Map<String, String> matchers = Map.of();

  /** The operator's role for the user "able", and for "unable" none. */
  @BeforeAll
  static void grant(LocalApiServer server) throws IOException {
    Crds.install(server.client());
    shop = server.newNamespace("shop");
    try (InputStream yaml = Files.newInputStream(Path.of("deploy/rbac.yaml"))) {
      ClusterRole role =
          server.client().load(yaml).items().stream()
              .filter(o -> o instanceof ClusterRole)
              .filter(o -> o.getMetadata().getName().equals("rightsizing-operator"))
              .map(ClusterRole.class::cast)
              .findFirst()
              .orElseThrow();
      role.getMetadata().setName(ROLE);
      role.getRules().removeIf(rule -> rule.getApiGroups().contains("autoscaling"));
      server.client().resource(role).serverSideApply();
    }
    server
        .client()
        .resource(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: %s}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: able}]
            """
                .formatted(ROLE, ROLE))
        .serverSideApply();
    try (var able = server.clientAs("able")) {
      Awaitility.await("until the role holds")
          .ignoreExceptions()
          .until(() -> able.pods().inNamespace(shop).list() != null);
    }
  }

  @AfterAll
  static void revoke(LocalApiServer server) {
    server.client().rbac().clusterRoleBindings().withName(ROLE).delete();
    server.client().rbac().clusterRoles().withName(ROLE).delete();
  }

  @BeforeEach
  void usage() {
    source.named("fake_cpu", Map.of(), at -> 12).named("fake_memory", Map.of(), at -> 12);
  }

  private CommandRun check(String kubeconfig) throws IOException {
    Path file = Files.writeString(folder.resolve("kubeconfig"), kubeconfig);
    CheckSetup setup =
        new CheckSetup() {
          @Override
          public Set<String> watchNamespaces() {
            return watched;
          }

          @Override
          public Source open(SourceChoice choice) {
            return new Source(source, matchers);
          }
        };
    return CommandRun.of(
        List.of(new ClusterClients(), setup, Clock.systemUTC()),
        "check",
        "--kubeconfig",
        file.toString());
  }

  private static String kubeconfig(LocalApiServer server, String user) {
    String admin = server.kubeconfig();
    assertThat(admin).contains("  user:\n");
    return admin.replaceFirst("(?m)^( *)user:\\n", "$1user:\n$1  as: " + user + "\n");
  }

  @Test
  void listsWhatIsThereAndWhatTheOperatorCanDoWithout(LocalApiServer server) throws IOException {
    source.named(USED, Map.of(), at -> 7);

    CommandRun run = check(kubeconfig(server, "able"));

    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .containsPattern("ok +API server +v1")
        .containsPattern("ok +CRDs +rightsizing.dev/v1alpha1")
        .containsPattern(
            "less +rights in all namespaces +may not get horizontalpodautoscalers.autoscaling, .*:"
                + " requests that an autoscaler scales on are not held")
        .containsPattern("ok +Prometheus +12 series of fake_cpu")
        .containsPattern("ok +Prometheus +7 series of " + USED)
        .containsPattern("less +Prometheus +no series of kube_pod_container_status_restarts_total")
        .doesNotContain("failed");
  }

  @Test
  void failsWhereARightIsMissing(LocalApiServer server) throws IOException {
    watched = Set.of(shop);

    CommandRun run = check(kubeconfig(server, "unable"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("failed +rights in " + shop + " +may not get rightsizingpolicies")
        .contains("patch recommendations.rightsizing.dev/status", "apply deploy/rbac.yaml")
        // Nodes and namespaces are nothing that a namespaced install asks for.
        .doesNotContain("list nodes");
  }

  @Test
  void failsWhereThereIsNoUsage(LocalApiServer server) throws IOException {
    source.clear();
    matchers = Map.of("cluster", "a\"b");

    CommandRun run = check(kubeconfig(server, "able"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("failed +Prometheus +fake has no series of fake_cpu with")
        .contains("check the matchers and the tenant");
    assertThat(source.namedQueries().get(0).text())
        .isEqualTo("count(last_over_time(fake_cpu{container!=\"\",cluster=\"a\\\"b\"}[15m]))");
  }

  @Test
  void failsWherePrometheusDoesNotAnswer(LocalApiServer server) throws IOException {
    source.failFrom(Instant.MIN, Reason.UNAUTHORIZED);

    CommandRun run = check(kubeconfig(server, "able"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("failed +Prometheus +the fake was told to fail; check --token-file");
    assertThat(source.namedQueries()).hasSize(1);
  }

  @Test
  void failsWhereTheCrdsAreMissing() throws IOException {
    try (ScriptedHttpServer server = new ScriptedHttpServer()) {
      server.always(
          request ->
              exchange -> {
                String path = request.path();
                String body =
                    path.equals("/version")
                        ? "{\"major\":\"1\",\"minor\":\"35\",\"gitVersion\":\"v1.35.4\"}"
                        : path.contains("selfsubjectaccessreviews")
                            ? "{\"kind\":\"SelfSubjectAccessReview\",\"apiVersion\":\"authorization.k8s.io/v1\",\"spec\":{},\"status\":{\"allowed\":true}}"
                            : "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":404}";
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(body.contains("404") ? 404 : 200, bytes.length);
                exchange.getResponseBody().write(bytes);
              });
      CommandRun run =
          check(
              """
              apiVersion: v1
              kind: Config
              current-context: local
              contexts: [{name: local, context: {cluster: local}}]
              clusters: [{name: local, cluster: {server: "%s"}}]
              """
                  .formatted(server.url()));

      assertThat(run.status()).as(run.err()).isEqualTo(1);
      assertThat(run.out())
          .containsPattern(
              "failed +CRDs +rightsizing.dev/v1alpha1 has no recommendations and no"
                  + " rightsizingpolicies; install the chart with crds.enabled=true")
          .contains("ok      rights in all namespaces");
    }
  }
}

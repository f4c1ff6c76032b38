// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.cli.CommandRun;
import dev.rightsizing.cli.report.ReportEngines;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.ScriptedHttpServer;
import dev.rightsizing.testkit.ScriptedHttpServer.Request;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report over a real API server, with what options and settings make of its Prometheus. */
class CommandLineWiringIT {
  private static final LocalApiServer SERVER = LocalApiServer.shared();

  private static String namespace;

  private final ScriptedHttpServer prometheus = new ScriptedHttpServer();
  private final Map<String, String> settings = new HashMap<>();

  @BeforeAll
  static void aWorkloadWhoseUsageIsAskedFor() {
    namespace = SERVER.newNamespace("wiring");
    new KubernetesObjects(SERVER.client(), namespace)
        .deployment("web", 1, pod(container("app", "cpu=1", "")));
  }

  @BeforeEach
  void prometheusWantsOtherCredentials() {
    prometheus.then(ScriptedHttpServer.status(401, ""));
  }

  @AfterEach
  void stop() {
    prometheus.close();
  }

  private CommandRun report(String... options) {
    Settings given =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withDefaultValues(settings)
            .withMapping(Settings.class)
            .build()
            .getConfigMapping(Settings.class);
    ReportEngines engines = new CommandLineWiring(Clock.systemUTC(), () -> given).reportEngines();
    List<String> arguments = new ArrayList<>(List.of("report", "-n", namespace));
    arguments.add("--kubeconfig=" + SERVER.kubeconfigFile());
    Collections.addAll(arguments, options);
    return CommandRun.of(List.of(engines), arguments.toArray(String[]::new));
  }

  private String sent(String header) {
    List<Request> requests = prometheus.requests();
    assertThat(requests).isNotEmpty();
    return requests.get(0).headers().getFirst(header);
  }

  @Test
  void sendsTheTokenAndTheHeadersOfTheOptions(@TempDir Path folder) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
    CommandRun run =
        report(
            "--prometheus-url=" + prometheus.url(),
            "--token-file=" + token,
            "--header=X-Scope-OrgID=team-a");
    assertThat(sent("Authorization")).isEqualTo("Bearer s3cret");
    assertThat(sent("X-Scope-OrgID")).isEqualTo("team-a");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("401", "; ").doesNotContain("s3cret");
  }

  @Test
  void takesFromTheSettingsWhatNoOptionSays(@TempDir Path folder) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "open");
    settings.put("rightsizing.prometheus.url", prometheus.url());
    settings.put("rightsizing.prometheus.username", "aladdin");
    settings.put("rightsizing.prometheus.password-file", password.toString());
    settings.put("rightsizing.prometheus.headers", "X-Scope-OrgID=team-b,X-Other=1");
    report("--header=X-Scope-OrgID=team-c");
    assertThat(sent("Authorization")).isEqualTo("Basic YWxhZGRpbjpvcGVu");
    assertThat(sent("X-Scope-OrgID")).isEqualTo("team-c");
    assertThat(sent("X-Other")).isEqualTo("1");
  }

  @Test
  void takesAHeaderAsCurlWritesIt() {
    report(
        "--prometheus-url=" + prometheus.url(),
        "--header",
        "Authorization: Basic c2VjcmV0OnNlY3JldA==");
    assertThat(sent("Authorization")).isEqualTo("Basic c2VjcmV0OnNlY3JldA==");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host=prom.example.org",
        "Content-Length: 5",
        "X-Token:",
        "X-Token: s3cr\u00e9t",
        "s3cret=="
      })
  void aHeaderThatCannotBeSentIsToldInOneLineWithoutIt(String header) {
    CommandRun run =
        report(
            "--prometheus-url=" + prometheus.url(), "--header", header, "--token-file=/dev/null");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .contains("--header", "; ")
        .doesNotContain("s3cr", "internal error", "java.", "prom.example.org");
    assertThat(prometheus.requests()).isEmpty();
  }

  @Test
  void aSettingThatMayHoldASecretIsNotRepeated() {
    settings.put("rightsizing.prometheus.headers", "s3cret");
    CommandRun run = report("--prometheus-url=" + prometheus.url());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("RIGHTSIZING_PROMETHEUS_HEADERS", "; ")
        .doesNotContain("s3cret", "java.");
  }

  @Test
  void aGatewayThatTakesNoPostIsToldAsSuch() {
    try (ScriptedHttpServer gateway = new ScriptedHttpServer()) {
      gateway.then(ScriptedHttpServer.status(405, "nope"));
      assertThat(report("--prometheus-url=" + gateway.url()).err())
          .contains("does not accept POST (405)", "allow POST")
          .doesNotContain("URL's path");
    }
  }

  @Test
  void whatAServerSaysReachesTheTerminalAsPlainText() {
    try (ScriptedHttpServer server = new ScriptedHttpServer()) {
      server.then(ScriptedHttpServer.status(403, "no\u001B[2J\u2028entry\u0007"));
      CommandRun run = report("--prometheus-url=" + server.url());
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).contains("no [2J entry");
    }
  }

  @Test
  void aCertificateOfAnUnknownAuthorityNamesTheSettingOfTheCommandLine() {
    // The API server stands in for a Prometheus whose authority nobody knows.
    CommandRun run = report("--prometheus-url=" + SERVER.client().getMasterUrl());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .contains("TLS", "RIGHTSIZING_PROMETHEUS_CA_FILE")
        .doesNotContain("ca.crt", "java.");
  }

  @Test
  void aSettingThatContradictsAnotherIsToldInOneLine() {
    settings.put("rightsizing.prometheus.username", "aladdin");
    CommandRun run = report("--prometheus-url=" + prometheus.url());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("RIGHTSIZING_PROMETHEUS_PASSWORD_FILE", "; ");
    assertThat(prometheus.requests()).isEmpty();
  }
}

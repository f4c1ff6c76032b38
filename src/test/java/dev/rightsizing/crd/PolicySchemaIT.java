// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.Kubectl;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LocalApiServer.Provided.class)
class PolicySchemaIT {
  private static final String CONTRACT =
      """
      mode: Recommend
      suspend: false
      interval: 1h
      target:
        kinds: [Deployment, StatefulSet, DaemonSet, CronJob]
        selector: {matchLabels: {tier: web}}
        excludeContainers: [istio-proxy]
        namespaceSelector: {}
      prometheus:
        url: http://prometheus.monitoring:9090
        authSecret: {name: prom-auth}
        matchers: {cluster: prod-1}
      window: {lookback: 7d, step: 5m, minimumHistory: 24h}
      cpu: {percentile: 95, headroomPercent: 20, min: 10m, max: "8", limit: Keep}
      memory: {percentile: 100, headroomPercent: 15, min: 32Mi, max: 16Gi, limit: Keep}
      thresholds: {overProvisionedBelowPercent: 50, changePercent: 10}
      risk:
        events: true
        interval: 1m
        throttling: {periodsPercent: 25, for: 10m}
        memory: {limitPercent: 90, for: 5m}
      pricing: {cpuCoreHour: "0.031611", memoryGiBHour: "0.004237", currency: USD}
      git:
        repository: https://git.example.com/shop/deploy.git
        branch: main
        path: apps/shop
        authSecret: {name: shop-git}
        pullRequest: {provider: GitHub, apiUrl: "", labels: [rightsizing], draft: false, reviewers: []}
        author: {name: rightsizing, email: rightsizing@localhost}
        grouping: Policy
        approval: None
        helmValues: [{file: "values/{{name}}.yaml", path: resources, workloads: {matchLabels: {}}}]
      """;

  private KubernetesClient client;
  private Kubectl kubectl;
  private String namespace;

  @BeforeEach
  void install(LocalApiServer server) {
    client = server.client();
    kubectl = new Kubectl(server);
    Crds.install(client);
    namespace = server.newNamespace("schema");
  }

  private Kubectl.Result apply(String spec) {
    String manifest =
        "apiVersion: rightsizing.dev/v1alpha1\nkind: RightSizingPolicy\nmetadata: {name: p, namespace: "
            + namespace
            + "}\n"
            + spec;
    return kubectl.run(manifest, "apply", "-f", "-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{cpu: {percentile: 0}}                       | greater than or equal to 1",
        "{cpu: {percentile: 101}}                     | less than or equal to 100",
        "{memory: {percentile: 10}}                   | must be at least 50",
        "{cpu: {min: '2', max: '1'}}                  | cpu.min must not exceed cpu.max",
        "{memory: {min: 2Gi, max: 1Gi}}               | memory.min must not exceed memory.max",
        "{cpu: {max: 5m}}                             | the default of min is 10m",
        "{cpu: {headroomPercent: -1}}                 | greater than or equal to 0",
        "{cpu: {limit: Loose}}                        | supported values",
        "{memory: {limit: NoThrottle}}                | supported values",
        "{window: {step: 1h, lookback: 30m}}          | step must not exceed window.lookback",
        "{window: {lookback: 91d}}                    | must not exceed 90d",
        "{window: {lookback: 13w}}                    | must not exceed 90d",
        "{window: {step: 10s}}                        | between 30s and 1h",
        "{window: {lookback: 2d, minimumHistory: 3d}} | minimumHistory must not exceed",
        "{window: {lookback: 1 week}}                 | write a Prometheus duration",
        "{interval: 10s}                              | between 1m and 7d",
        "{mode: Guess}                                | supported values",
        "{cpu: {min: many}}                           | write a quantity",
        "{cpu: {min: '-1'}}                           | not negative",
        "{target: {kinds: [Pod]}}                     | supported values",
        "{target: {kinds: ['']}}                      | supported values",
        "{interval: ''}                               | write a Prometheus duration",
        "{interval: 99999999999999999999d}            | write a Prometheus duration",
        "{interval: 10m5h}                            | write a Prometheus duration",
        "{cpu: {max: 8}}                              | must be of type string",
        "{prometheus: {url: 'ftp://x'}}               | http:// or https://",
        "{prometheus: {url: 'http://u:p@host'}}       | authSecret",
        "{prometheus: {matchers: {'a-b': c}}}         | label name",
        "{pricing: {cpuCoreHour: cheap, memoryGiBHour: '1'}} | write a price",
        "{thresholds: {changePercent: 0}}             | greater than or equal to 1",
        "{mode: Propose}                              | mode Propose needs git",
        "{git: {}}                                    | spec.git.repository",
        "{git: {repository: 'git@host:shop/a.git'}}   | for git@host:path write ssh://git@host/path",
        "{git: {repository: 'file:///srv/a.git'}}     | write an https or ssh URL",
        "{git: {repository: 'https://h/a?x=1'}}       | write an https or ssh URL",
        "{git: {repository: 'https://u:p@h/a.git'}}   | credentials",
        "{git: {repository: 'https://token@h/a.git'}} | credentials",
        "{git: {repository: 'ssh://git:p@h/a.git'}}   | credentials",
        "{git: {repository: 'https://h/../a.git'}}    | without ..",
        "{git: {repository: 'https://h/a', branch: 'a..b'}}   | short name",
        "{git: {repository: 'https://h/a', branch: '-x'}}     | short name",
        "{git: {repository: 'https://h/a', branch: 'a.lock'}} | short name",
        "{git: {repository: 'https://h/a', branch: 'a b'}}    | short name",
        "{git: {repository: 'https://h/a', path: '/apps'}}    | relative to the repository",
        "{git: {repository: 'https://h/a', path: 'a/../../b'}} | relative to the repository",
        "{git: {repository: 'https://h/a', path: 'a\\b'}}   | without backslashes",
        "{git: {repository: 'https://h/a', pullRequest: {provider: Bitbucket}}}  | supported values",
        "{git: {repository: 'https://h/a', pullRequest: {apiUrl: 'https://u:p@h'}}} | no user:password@",
        "{git: {repository: 'https://h/a', pullRequest: {labels: ['a,b']}}}      | without commas",
        "{git: {repository: 'https://h/a', pullRequest: {reviewers: ['@anna']}}} | without @",
        "{git: {repository: 'https://h/a', pullRequest: {pushOptions: ['a b']}}} | as git push -o takes",
        "{git: {repository: 'https://h/a', author: {email: nobody}}}             | e-mail address",
        "{git: {repository: 'https://h/a', author: {name: 'a <b>'}}}             | without < and >",
        "{git: {repository: 'https://h/a', grouping: Cluster}}                   | supported values",
        "{git: {repository: 'https://h/a', helmValues: [{file: '../v.yaml'}]}}   | relative to the repository",
        "{git: {repository: 'https://h/a', helmValues: [{file: 'v/{{kind}}.yaml'}]}} | other placeholders",
        "{git: {repository: 'https://h/a', helmValues: [{file: v.yaml, path: a..b}]}} | single dots"
      })
  void refusesWhatBreaksARuleWithTheRulesMessage(String spec, String message) {
    Kubectl.Result result = apply("spec: " + spec);

    assertThat(result.status()).isNotZero();
    assertThat(result.output()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "spec: {}",
        "spec: {window: {lookback: 1w2d, step: 90s}}",
        "spec: {window: {lookback: 90d, step: 5m}}",
        "spec: {cpu: {min: 100m, max: '1'}, target: {kinds: [Rollout]}}",
        "spec: {window: {lookback: 1h30m, minimumHistory: 90m}}",
        "spec: {interval: 90000ms, risk: {interval: 1m500ms}}",
        "spec: {window: null, cpu: {percentile: null}}",
        "spec: {mode: Propose, git: {repository: 'https://git.example.com:8443/shop/deploy.git'}}",
        "spec: {mode: Propose, git: {repository: 'ssh://git@git.example.com:2222/shop/deploy.git'}}",
        "spec: {git: {repository: 'https://h/a', branch: release/1.2, path: apps/shop/}}",
        "spec: {git: {repository: 'https://h/a', pullRequest: {labels: [], reviewers: [shop/team-a]}}}",
        "spec: {git: {repository: 'https://h/a', helmValues: [{file: 'v/{{name}}.yaml', path: '{{container}}.resources'}]}}"
      })
  void acceptsWhatKeepsTheRules(String spec) {
    assertThat(apply(spec)).extracting(Kubectl.Result::status).isEqualTo(0);
  }

  @Test
  void acceptsEveryFieldOfTheContract() {
    Kubectl.Result result = apply("spec:\n" + CONTRACT.indent(2));

    assertThat(result.output()).contains("created");
    assertThat(result.output()).doesNotContain("unknown field");
  }

  @Test
  void fillsInTheDefaults() {
    apply("");

    RightSizingPolicy policy =
        client.resources(RightSizingPolicy.class).inNamespace(namespace).withName("p").get();

    assertThat(policy.getSpec().getInterval()).isEqualTo("1h");
    assertThat(policy.getSpec().getWindow().getLookback()).isEqualTo("7d");
    assertThat(policy.getSpec().getCpu().getPercentile()).isEqualTo(95);
    assertThat(policy.getSpec().getMemory().getHeadroomPercent()).isEqualTo(15);
    String raw = kubectl.run("", "-n", namespace, "get", "rsz", "p", "-o", "yaml").output();
    assertThat(raw).contains("minimumHistory: 24h").contains("limitPercent: 90");
  }

  @Test
  void fillsInTheDefaultsOfProposals() {
    apply("spec: {git: {repository: 'https://git.example.com/shop/deploy.git'}}");

    String raw = kubectl.run("", "-n", namespace, "get", "rsz", "p", "-o", "yaml").output();
    assertThat(raw)
        .contains("provider: GitHub")
        .contains("labels:\n      - rightsizing\n")
        .contains("email: rightsizing@localhost")
        .contains("grouping: Policy")
        .contains("approval: None");
  }

  @Test
  void showsTheColumnsOfTheContract() {
    apply("");
    recommendation("");

    assertThat(columns("rightsizingpolicies")).isEqualTo("NAME MODE WORKLOADS SAVING READY AGE");
    assertThat(columns("recommendations"))
        .isEqualTo("NAME TARGET CPU MEMORY SAVING RISK CONFIDENCE READY AGE");
    assertThat(columns("recommendations", "-o", "wide"))
        .isEqualTo(
            "NAME TARGET CPU MEMORY SAVING RISK CONFIDENCE READY AGE REPLICAS VERDICTS APPLY");
  }

  private String columns(String resource, String... more) {
    String[] arguments = new String[4 + more.length];
    System.arraycopy(new String[] {"-n", namespace, "get", resource}, 0, arguments, 0, 4);
    System.arraycopy(more, 0, arguments, 4, more.length);
    String output = kubectl.run("", arguments).output();
    return output.lines().findFirst().orElse("").trim().replaceAll("\\s+", " ");
  }

  private Kubectl.Result recommendation(String decision) {
    return kubectl.run(
        "apiVersion: rightsizing.dev/v1alpha1\nkind: Recommendation\nmetadata: {name: r, namespace: "
            + namespace
            + "}\nspec: {policy: p, target: {apiVersion: apps/v1, kind: Deployment, name: web}"
            + decision
            + "}\n",
        "apply",
        "--server-side",
        "-f",
        "-");
  }

  @Test
  void aRecommendationIsPendingUntilAPersonDecides() {
    recommendation("");

    assertThat(
            kubectl
                .run(
                    "",
                    "-n",
                    namespace,
                    "get",
                    "recommendation",
                    "r",
                    "-o",
                    "jsonpath={.spec.decision}")
                .output())
        .isEqualTo("Pending");
    assertThat(recommendation(", decision: Maybe").output()).contains("Unsupported value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rightsizingpolicy.spec",
        "rightsizingpolicy.spec.cpu",
        "rightsizingpolicy.spec.prometheus",
        "rightsizingpolicy.status",
        "recommendation.spec",
        "recommendation.status",
        "recommendation.status.containers.cpu",
        "recommendation.status.evidence"
      })
  void everyFieldIsExplained(String path) {
    // The server publishes a new CRD's schema a moment later.
    String output =
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> kubectl.run("", "explain", path).output(), said -> said.contains("FIELDS:"));

    String[] fields = output.substring(output.indexOf("FIELDS:")).split("\n  (?=\\w+\t<)");
    assertThat(fields).hasSizeGreaterThan(1);
    for (int i = 1; i < fields.length; i++) {
      assertThat(fields[i]).containsPattern("\n    \\w+ ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "policy.yaml",
        "policy-all-namespaces.yaml",
        "policy-apply.yaml",
        "policy-own-prometheus.yaml"
      })
  void acceptsTheSamples(String file) {
    for (String name : new String[] {"shop", "rightsizing-system"}) {
      kubectl.run("", "create", "namespace", name);
    }

    Kubectl.Result result =
        kubectl.run("", "apply", "--dry-run=server", "-f", Path.of("samples", file).toString());

    assertThat(result.status()).as(result.output()).isZero();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.Kubectl;
import dev.rightsizing.testkit.LocalApiServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LocalApiServer.Provided.class)
class RecommendationSchemaIT {
  private Kubectl kubectl;
  private String namespace;

  @BeforeEach
  void install(LocalApiServer server) {
    Crds.install(server.client());
    kubectl = new Kubectl(server);
    namespace = server.newNamespace("recommendation");
    assertThat(apply("operator", "spec", SPEC).status()).isZero();
  }

  private static final String SPEC =
      "{policy: p, target: {apiVersion: apps/v1, kind: Deployment, name: web}}";

  private Kubectl.Result apply(String manager, String part, String content) {
    String manifest =
        """
        apiVersion: rightsizing.dev/v1alpha1
        kind: Recommendation
        metadata: {name: r, namespace: %s}
        %s: %s
        """
            .formatted(namespace, part, content);
    return part.equals("status")
        ? kubectl.run(
            manifest, "apply", "--server-side", "--subresource=status", owner(manager), "-f", "-")
        : kubectl.run(manifest, "apply", "--server-side", owner(manager), "-f", "-");
  }

  private static String owner(String manager) {
    return "--field-manager=" + manager;
  }

  private String read(String jsonPath) {
    return kubectl
        .run(
            "",
            "-n",
            namespace,
            "get",
            "recommendation",
            "r",
            "--show-managed-fields",
            "-o",
            "jsonpath=" + jsonPath)
        .output();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{containers: [{name: app, cpu: {verdict: Splendid}}]}    | supported values",
        "{risk: {level: Mild}}                                    | supported values",
        "{confidence: {level: Sure}}                              | supported values",
        "{confidence: {coveragePercent: 101}}                     | less than or equal to 100",
        "{containers: [{cpu: {verdict: RightSized}}]}             | Required value",
        "{computedAt: yesterday}                                  | must be of type date-time",
        "{savings: {monthly: '18.2'}}                             | should match",
        "{containers: [{name: app, cpu: {recommended: {request: '-1'}}}]} | should match"
      })
  void refusesAStatusThatNoReaderExpects(String status, String message) {
    Kubectl.Result result = apply("operator", "status", status);

    assertThat(result.status()).isNotZero();
    assertThat(result.output()).contains(message);
  }

  @Test
  void twoWritersKeepAConditionEach() {
    assertThat(apply("sizer", "status", condition("Ready")).status()).isZero();
    assertThat(apply("watcher", "status", condition("UsageAvailable")).status()).isZero();

    assertThat(read("{.status.conditions[*].type}")).isEqualTo("Ready UsageAvailable");
  }

  private static String condition(String type) {
    return """
        {conditions: [{type: %s, status: "True", reason: Fine, message: "",
          lastTransitionTime: "2026-01-01T00:00:00Z"}]}
        """
        .formatted(type)
        .replace("\n", " ");
  }

  @Test
  void pendingBelongsToNobody() {
    assertThat(read("{.spec.decision}")).isEqualTo("Pending");
    assertThat(read("{.metadata.managedFields}")).contains("f:policy").doesNotContain("f:decision");
  }

  @Test
  void aPersonsDecisionOutlivesTheOperatorsNextWrite() {
    Kubectl.Result decided = apply("person", "spec", "{decision: Rejected}");
    Kubectl.Result written = apply("operator", "spec", SPEC);

    assertThat(decided.status()).as(decided.output()).isZero();
    assertThat(written.status()).as(written.output()).isZero();
    assertThat(read("{.spec.decision}")).isEqualTo("Rejected");
  }

  @Test
  void refusesOneThatIsAboutNothing() {
    Kubectl.Result result =
        kubectl.run(
            "---\n{apiVersion: rightsizing.dev/v1alpha1, kind: Recommendation, metadata: {name: empty, namespace: "
                + namespace
                + "}}",
            "apply",
            "-f",
            "-");

    assertThat(result.output()).contains("spec: Required value");
  }

  @ParameterizedTest
  @CsvSource({"rsz,rightsizingpolicy", "rszrec,recommendation", "rightsizing,recommendation"})
  void shortNamesWork(String shortName, String kind) {
    Kubectl.Result result = kubectl.run("", "-n", namespace, "get", shortName, "-o", "name");

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(kubectl.run("", "api-resources", "--api-group=rightsizing.dev").output())
        .containsIgnoringCase(kind);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.CommandRun;
import dev.rightsizing.model.apply.RequestAnnotations;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests by annotations and waiting for their answers, against a real API server. */
class ApplyIT {
  private static final LocalApiServer SERVER = LocalApiServer.shared();
  private static final KubernetesClient CLIENT = SERVER.client();
  private static final String HELD =
      """
      {state: Held, reason: QuotaFull, message: A ResourceQuota has no room., asked: ASKED,
       since: "2026-03-04T13:00:00Z", verdicts: [{guard: Quota, result: Hold, reason: QuotaFull,
       message: "compute: 200m of CPU are missing."}]}
      """;

  private Changes cluster;

  @BeforeAll
  static void installTheCrds() {
    for (String plural : List.of("recommendations", "rightsizingpolicies")) {
      CustomResourceDefinition crd =
          CLIENT
              .apiextensions()
              .v1()
              .customResourceDefinitions()
              .load(Path.of("crds/" + plural + ".rightsizing.dev.yaml").toFile())
              .item();
      CLIENT.resource(crd).forceConflicts().serverSideApply();
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> CLIENT.resources(Recommendation.class).inAnyNamespace().list() != null);
  }

  @BeforeEach
  void inANamespaceOfItsOwn() {
    cluster = new Changes(CLIENT, SERVER.newNamespace("apply"));
    cluster.policy("{mode: Apply, apply: {}}");
    cluster.recommendation("checkout", "{replicas: 1, apply: {state: Held, inForce: {}}}");
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    Collections.addAll(
        all, "-n", cluster.namespace(), "--kubeconfig", SERVER.kubeconfigFile().toString());
    return CommandRun.of(
        List.of(new ClusterClients(), Clock.systemUTC()), all.toArray(String[]::new));
  }

  @Test
  void applyOnceFollowsEachStateUntilTheWatch() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var operator =
        cluster.answers(
            RequestAnnotations.APPLY_ONCE,
            "{state: Applying, reason: Applying, message: On its way., asked: ASKED}",
            "{state: Watching, reason: Watching, message: Watched for 30m., asked: ASKED}");

    CommandRun run = run("apply", "--once", "deployment/checkout");

    operator.join();
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("Watching (Watching): Watched for 30m.");
    assertThat(
            Instant.parse(
                Requests.annotations(cluster.checkout()).get(RequestAnnotations.APPLY_ONCE)))
        .isBetween(before, Instant.now());
    assertThat(cluster.checkout().getMetadata().getManagedFields())
        .anySatisfy(
            entry -> {
              assertThat(entry.getManager()).isEqualTo("rightsize");
              assertThat(entry.getFieldsV1().toString())
                  .contains("apply-once")
                  .doesNotContain("spec");
            });
  }

  @Test
  void whatHoldsItIsPrinted() {
    var operator = cluster.answers(RequestAnnotations.APPLY_ONCE, HELD);

    CommandRun run = run("apply", "--once", "deployment/checkout");

    operator.join();
    assertThat(run.status()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).contains("Quota: Hold (QuotaFull): compute: 200m of CPU are missing.");
  }

  @Test
  void aRecommendationThatGoesEndsTheWait() {
    cluster
        .answers(RequestAnnotations.UNDO)
        .thenRun(() -> CLIENT.resource(cluster.checkout()).delete());

    CommandRun run = run("undo", "deployment/checkout");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("was deleted meanwhile");
  }

  @Test
  void resumeRemovesThePauseOfAWorkloadAndOfAPolicy() {
    run("pause", "deployment/checkout");
    assertThat(Requests.annotations(cluster.checkout()))
        .containsEntry(RequestAnnotations.PAUSED, "true");

    run("resume", "deployment/checkout");

    assertThat(Requests.annotations(cluster.checkout()))
        .containsOnlyKeys(RequestAnnotations.RESUMED);
    assertThat(run("pause", "--policy", "shop").out()).contains("rightsizingpolicy ", ": paused");
    assertThat(run("resume", "--policy=shop").status()).isZero();
  }
}

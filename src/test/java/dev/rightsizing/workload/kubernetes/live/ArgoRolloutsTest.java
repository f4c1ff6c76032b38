// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.apply.RolloutStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgoRolloutsTest {

  private static Standing read(String json) {
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      return new ArgoRollouts(client).read(Json.read(json, GenericKubernetesResource.class));
    }
  }

  private static String rollout(String spec, String status) {
    return """
        {"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout",
         "metadata": {"name": "web", "namespace": "shop", "uid": "r-1", "generation": 5},
         "spec": {"replicas": 4%s}, "status": {%s}}"""
        .formatted(spec, status);
  }

  private static final String REST =
      "'observedGeneration': '5', 'phase': 'Healthy', 'updatedReplicas': 4, 'readyReplicas': 4,"
          + " 'stableRS': 'a', 'currentPodHash': 'a'";

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "x;                              x;                                  healthy",
        "'observedGeneration': '5';      'observedGeneration': '4';          progressing",
        "'observedGeneration': '5';      'observedGeneration': 5;            healthy",
        "'observedGeneration': '5';      'observedGeneration': '5f9d8c';     progressing",
        "'phase': 'Healthy';             'phase': 'Progressing';             progressing",
        "'phase': 'Healthy';             'phase': 'Paused';                  paused progressing",
        "'phase': 'Healthy';             'phase': 'Degraded';                stuck",
        "'phase': 'Healthy';             'phase': 'Healthy', 'abort': true;  stuck",
        "'phase': 'Healthy';             'phase': 7;                         progressing",
        "'updatedReplicas': 4;           'updatedReplicas': 1;               progressing",
        "'stableRS': 'a';                'stableRS': 'b';                    progressing",
        "'readyReplicas': 4;             'readyReplicas': 3;                 ``",
        "'stableRS': 'a';  'pauseConditions': [{'reason': 'CanaryPauseStep'}];  paused",
        "'stableRS': 'a';  'currentStepIndex': 1;                            progressing",
        "'stableRS': 'a';  'currentStepIndex': 2;                            healthy",
      })
  void phases(String from, String to, String flags) {
    String steps = ", 'strategy': {'canary': {'steps': [{'setWeight': 20}, {'pause': {}}]}}";
    String json = rollout(steps, REST.replace(from, to)).replace('\'', '"');

    RolloutStatus status = read(json).rollout();

    assertThat(flags(status)).isEqualTo(flags);
    assertThat(status.desired()).isEqualTo(4);
    assertThat(status.surge()).isEqualTo(1);
  }

  private static String flags(RolloutStatus status) {
    return ((status.paused() ? "paused " : "")
            + (status.progressing() ? "progressing " : "")
            + (status.stuck() ? "stuck " : "")
            + (status.isHealthy() ? "healthy" : ""))
        .trim();
  }

  @Test
  void nothingIsKnownOfOneWithoutAStatus() {
    assertThat(flags(read(rollout("", "")).rollout())).isEqualTo("progressing");
  }

  private static Deployment deployment(long generation) {
    return Json.read(
        """
        {"metadata": {"name": "web", "namespace": "shop", "generation": %d},
         "spec": {"template": {"spec": {"containers": [{"name": "app", "image": "app:1"}]}}}}"""
            .formatted(generation),
        Deployment.class);
  }

  @ParameterizedTest
  @CsvSource({"7, true", "6, false"})
  void runsTheTemplateOfADeploymentOnceItHasLookedAtIt(int seen, boolean healthy) {
    String status = REST.replace('\'', '"') + ", \"workloadObservedGeneration\": \"" + seen + "\"";
    Standing rollout = read(rollout(", \"workloadRef\": {\"name\": \"web\"}", status));
    Standing deployment = Standings.deployment(deployment(7));

    Standing running = rollout.running(deployment);

    assertThat(rollout.templateOf()).contains("web");
    assertThat(running.names()).isEqualTo(deployment.names()).isNotEqualTo(TemplateNames.NONE);
    assertThat(running.rollout().isHealthy()).isEqualTo(healthy);
    assertThat(running.ref()).isEqualTo(rollout.ref());
  }

  @Test
  void aTemplateThatIsNoneHasNoName() {
    assertThat(read(rollout(", \"template\": \"oops\"", "")).names()).isEqualTo(TemplateNames.NONE);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.telemetry.trace.Attributes;
import dev.rightsizing.testkit.RecordedSteps;
import dev.rightsizing.testkit.ScriptedHttpServer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire. */
class StatusWriterTest {
  private static final String METADATA =
      """
      {"apiVersion": "meta.k8s.io/v1", "kind": "PartialObjectMetadata",
       "metadata": {"name": "web", "namespace": "shop", "uid": "u", "resourceVersion": "7"}}
      """;

  private final ScriptedHttpServer server = new ScriptedHttpServer();
  private KubernetesClient client;
  private StatusWriter writer;
  private Recommendation object;

  @BeforeEach
  void connect() {
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withMasterUrl(server.url())
                    .withOauthToken("secret")
                    .withRequestRetryBackoffInterval(1)
                    .withRequestRetryBackoffLimit(3)
                    .build())
            .build();
    writer = new StatusWriter(client, "it");
    object = new Recommendation();
    object.setMetadata(new ObjectMetaBuilder().withNamespace("shop").withName("web").build());
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private static RecommendationStatus replicas(int replicas) {
    RecommendationStatus status = new RecommendationStatus();
    status.setReplicas(replicas);
    return status;
  }

  @Test
  void asksForMetadataAloneAndSendsNothingButTheStatus() {
    server.then(ScriptedHttpServer.status(200, METADATA));

    writer.status(object, replicas(3), Optional.of("6"));

    ScriptedHttpServer.Request request = server.requests().get(0);
    assertThat(request.path())
        .isEqualTo("/apis/rightsizing.dev/v1alpha1/namespaces/shop/recommendations/web/status");
    assertThat(request.headers().getFirst("Accept")).contains("as=PartialObjectMetadata");
    assertThat(request.headers().getFirst("Content-Type")).contains("application/apply-patch+yaml");
    assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer secret");
    assertThat(request.body())
        .isEqualTo(
            "{\"apiVersion\":\"rightsizing.dev/v1alpha1\",\"kind\":\"Recommendation\","
                + "\"metadata\":{\"namespace\":\"shop\",\"name\":\"web\",\"resourceVersion\":\"6\"},"
                + "\"status\":{\"replicas\":3}}");
  }

  @Test
  void eachRequestIsAStepThatNamesItsObjectAndNotWhatIsWritten() {
    RecordedSteps steps = new RecordedSteps();
    StatusWriter traced = new StatusWriter(client, "it", steps);
    server
        .then(ScriptedHttpServer.status(200, METADATA))
        .then(ScriptedHttpServer.status(422, "{\"message\": \"token abc\"}"));

    traced.status(object, replicas(3));
    assertThatThrownBy(() -> traced.object(object)).isInstanceOf(KubernetesClientException.class);

    assertThat(steps.ended("write status"))
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.attributes())
                  .containsEntry(Attributes.KIND, "Recommendation")
                  .containsEntry(Attributes.NAMESPACE, "shop")
                  .containsEntry(Attributes.NAME, "web")
                  .containsEntry(Attributes.STATUS, 200L)
                  .containsKey(Attributes.BYTES);
              assertThat(step.failure()).isEmpty();
            });
    assertThat(steps.ended("write object"))
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.attributes()).containsEntry(Attributes.STATUS, 422L);
              assertThat(step.failure()).contains("Refused");
              assertThat(step.attributes().toString()).doesNotContain("abc");
            });
  }

  @Test
  void knowsWhetherAnObjectWasCreated() {
    server
        .then(ScriptedHttpServer.status(201, METADATA))
        .then(ScriptedHttpServer.status(200, METADATA));

    assertThat(writer.object(object)).isTrue();
    assertThat(writer.object(object)).isFalse();
  }

  @Test
  void triesAgainWhatTheApiServerWasTooBusyFor() {
    server
        .then(ScriptedHttpServer.status(429, "{}"))
        .then(ScriptedHttpServer.status(503, "{}"))
        .then(ScriptedHttpServer.status(200, METADATA));

    writer.status(object, replicas(3));

    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aRefusalKeepsTheApiServersWordsAndCauses() {
    server.then(
        ScriptedHttpServer.status(
            403,
            """
            {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 403,
             "message": "not in this namespace",
             "details": {"causes": [{"reason": "NamespaceTerminating"}]}}
            """));

    assertThatThrownBy(() -> writer.status(object, replicas(3)))
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            e -> {
              assertThat(e.getCode()).isEqualTo(403);
              assertThat(e.getMessage()).contains("not in this namespace", "PATCH", "/web/status");
              assertThat(e.getStatus().getDetails().getCauses().get(0).getReason())
                  .isEqualTo("NamespaceTerminating");
            });
  }

  @Test
  void aProxysOwnAnswerIsShownAsItIs() {
    server.then(ScriptedHttpServer.status(400, "<html>no upstream</html>"));

    assertThatThrownBy(() -> writer.status(object, replicas(3)))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("no upstream");
  }
}

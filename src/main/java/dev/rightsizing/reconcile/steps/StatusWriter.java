// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import dev.rightsizing.telemetry.trace.Attributes;
import dev.rightsizing.telemetry.trace.Tracing;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Server-side apply of objects and of their status under one field manager, which owns what it
 * names alone. Every status that the operator writes outside of the SDK goes through here.
 *
 * <p>The API server is asked to answer with the metadata alone. Its answer is otherwise the whole
 * object with its managed fields, several times what was sent, and is encrypted, decrypted and
 * parsed for nothing. The client's own patch operations cannot ask for that.
 */
public final class StatusWriter {
  private static final String METADATA_ONLY =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1, application/json";

  private static final String APPLY = "application/apply-patch+yaml";

  private final KubernetesClient client;
  private final String fieldManager;
  private final Tracing tracing;

  /**
   * @param fieldManager as managedFields shows it
   */
  public StatusWriter(KubernetesClient client, String fieldManager) {
    this(client, fieldManager, Tracing.OFF);
  }

  /**
   * @param tracing each request is a step
   */
  public StatusWriter(KubernetesClient client, String fieldManager, Tracing tracing) {
    this.client = client;
    this.fieldManager = fieldManager;
    this.tracing = tracing;
  }

  /**
   * Creates or changes an object; its status is not touched.
   *
   * @return whether it was created
   */
  public boolean object(HasMetadata object) {
    return send(object, "", Serialization.asJson(object)).code() == HttpURLConnection.HTTP_CREATED;
  }

  /** Replaces the field manager's part of an object's status. */
  public void status(HasMetadata object, Object status) {
    status(object, status, Optional.empty());
  }

  /**
   * The same, only if the object has not changed meanwhile.
   *
   * @param resourceVersion that the status was made from; another one is refused with 409
   * @return the resourceVersion that the object has now; empty where the answer does not say
   */
  public Optional<String> status(
      HasMetadata object, Object status, Optional<String> resourceVersion) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("namespace", object.getMetadata().getNamespace());
    metadata.put("name", object.getMetadata().getName());
    resourceVersion.ifPresent(version -> metadata.put("resourceVersion", version));
    Map<String, Object> update = new LinkedHashMap<>();
    update.put("apiVersion", object.getApiVersion());
    update.put("kind", object.getKind());
    update.put("metadata", metadata);
    update.put("status", status);
    return version(send(object, "/status", Serialization.asJson(update)));
  }

  private static Optional<String> version(HttpResponse<byte[]> response) {
    try {
      return Optional.ofNullable(
              Serialization.unmarshal(text(response), GenericKubernetesResource.class))
          .map(GenericKubernetesResource::getMetadata)
          .map(ObjectMeta::getResourceVersion);
    } catch (KubernetesClientException | IllegalArgumentException e) {
      // A proxy between the two answers in its own words.
      return Optional.empty();
    }
  }

  private HttpResponse<byte[]> send(HasMetadata object, String subresource, String body) {
    HttpRequest request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(path(object) + subresource + "?fieldManager=" + fieldManager + "&force=true")
            .method("PATCH", APPLY, body)
            .setHeader("Accept", METADATA_ONLY)
            .timeout(client.getConfiguration().getRequestTimeout(), TimeUnit.MILLISECONDS)
            .build();
    try (Tracing.Step step = step(object, subresource, body)) {
      HttpResponse<byte[]> response;
      try {
        response = answered(request);
      } catch (KubernetesClientException e) {
        step.failed("NotAnswered");
        throw e;
      }
      step.with(Attributes.STATUS, response.code());
      if (!response.isSuccessful()) {
        step.failed("Refused");
        throw refused(request, response);
      }
      return response;
    }
  }

  private Tracing.Step step(HasMetadata object, String subresource, String body) {
    return tracing
        .call(subresource.isEmpty() ? "write object" : "write status")
        .with(Attributes.KIND, object.getKind())
        .with(Attributes.NAMESPACE, object.getMetadata().getNamespace())
        .with(Attributes.NAME, object.getMetadata().getName())
        .with(Attributes.BYTES, body.length());
  }

  private String path(HasMetadata object) {
    return client.getMasterUrl()
        + "apis/"
        + object.getApiVersion()
        + "/namespaces/"
        + object.getMetadata().getNamespace()
        + "/"
        + object.getPlural()
        + "/"
        + object.getMetadata().getName();
  }

  /** The client itself tries again what the API server was too busy for, and lost connections. */
  private HttpResponse<byte[]> answered(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.getHttpClient().sendAsync(request, byte[].class);
    try {
      return sent.get();
    } catch (ExecutionException e) {
      throw new KubernetesClientException(
          "%s %s was not answered: %s".formatted(request.method(), request.uri(), e.getCause()),
          e.getCause());
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new KubernetesClientException("writing was interrupted", e);
    }
  }

  private static KubernetesClientException refused(
      HttpRequest request, HttpResponse<byte[]> response) {
    Status status = status(response).orElse(null);
    return new KubernetesClientException(
        "%s %s was refused (%d): %s"
            .formatted(
                request.method(),
                request.uri().getPath(),
                response.code(),
                status == null ? text(response) : status.getMessage()),
        response.code(),
        status);
  }

  private static Optional<Status> status(HttpResponse<byte[]> response) {
    try {
      return Optional.ofNullable(Serialization.unmarshal(text(response), Status.class))
          .filter(status -> status.getMessage() != null);
    } catch (KubernetesClientException | IllegalArgumentException e) {
      // A proxy between the two answers in its own words.
      return Optional.empty();
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}

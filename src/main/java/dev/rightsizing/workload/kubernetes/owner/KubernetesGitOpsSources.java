// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.workload.GitOpsSources;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Reads Argo CD's and Flux's objects from the API server, each once. Needs the verb {@code get} on
 * them, and does without: an object that may not be read, or is not there, is a sentence of why.
 */
public final class KubernetesGitOpsSources implements GitOpsSources {
  private final Map<Key, FluxSources.Found> objects = new ConcurrentHashMap<>();
  private final Map<Owner, Answer> answers = new ConcurrentHashMap<>();
  private final ApplicationSources applications = new ApplicationSources();
  private final FluxSources flux = new FluxSources(this::find);
  private final KubernetesClient client;
  private final String argoCdNamespace;

  /**
   * @param client left open
   * @param argoCdNamespace Argo CD's own, where an Application lies that is named without one
   */
  public KubernetesGitOpsSources(KubernetesClient client, String argoCdNamespace) {
    this.client = client;
    this.argoCdNamespace = argoCdNamespace;
  }

  private record Key(GitOpsKind kind, String namespace, String name) {}

  private record Owner(String kind, String namespace, String name) {}

  @Override
  public Answer look(WorkloadOwner owner) {
    if (owner.name().isEmpty()) {
      return Answer.none("");
    }
    // Not computeIfAbsent: of two that come at once both may ask, and the object is read once.
    Owner key = new Owner(owner.kind(), owner.namespace(), owner.name());
    Answer known = answers.get(key);
    if (known == null) {
      known = read(owner);
      answers.put(key, known);
    }
    return known;
  }

  private Answer read(WorkloadOwner owner) {
    boolean release = owner.kind().equals(GitOpsKind.HELM_RELEASE.kind());
    return switch (owner.manager()) {
      case ARGO_CD -> read(owner, GitOpsKind.APPLICATION, applications::read);
      case FLUX ->
          release
              ? read(owner, GitOpsKind.HELM_RELEASE, flux::release)
              : read(owner, GitOpsKind.KUSTOMIZATION, flux::kustomization);
      default -> Answer.none("");
    };
  }

  private Answer read(WorkloadOwner owner, GitOpsKind kind, Function<Fields, Answer> reader) {
    String namespace = owner.namespace().isEmpty() ? argoCdNamespace : owner.namespace();
    FluxSources.Found found = find(kind, namespace, owner.name());
    return found.object().map(reader).orElseGet(() -> Answer.none(found.why()));
  }

  private FluxSources.Found find(GitOpsKind kind, String namespace, String name) {
    return objects.computeIfAbsent(new Key(kind, namespace, name), this::ask);
  }

  private FluxSources.Found ask(Key key) {
    String named = "%s %s/%s".formatted(key.kind().kind(), key.namespace(), key.name());
    try {
      GenericKubernetesResource object =
          client
              .genericKubernetesResources(key.kind().definition())
              .inNamespace(key.namespace())
              .withName(key.name())
              .get();
      return object == null
          ? missing(named + " is not there, or the cluster does not serve its kind")
          : new FluxSources.Found(Optional.of(fields(object)), "");
    } catch (KubernetesClientException e) {
      int code = e.getCode();
      return missing(
          code == HttpURLConnection.HTTP_FORBIDDEN || code == HttpURLConnection.HTTP_UNAUTHORIZED
              ? "%s may not be read; allow verb get on %s in the operator's role"
                  .formatted(named, key.kind().resource())
              : "%s cannot be read: the API server answers %s"
                  .formatted(named, code > 0 ? code : "nothing"));
    }
  }

  private static FluxSources.Found missing(String why) {
    return new FluxSources.Found(Optional.empty(), why);
  }

  private static Fields fields(GenericKubernetesResource object) {
    Map<String, Object> whole = new HashMap<>(object.getAdditionalProperties());
    whole.put("kind", object.getKind());
    whole.put(
        "metadata",
        Map.of(
            "namespace",
            object.getMetadata().getNamespace(),
            "name",
            object.getMetadata().getName(),
            "labels",
            Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of())));
    return new Fields(whole);
  }
}

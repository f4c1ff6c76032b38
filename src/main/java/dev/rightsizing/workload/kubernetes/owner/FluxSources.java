// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import dev.rightsizing.model.proposal.ManifestSource;
import dev.rightsizing.model.proposal.ManifestSource.Form;
import dev.rightsizing.workload.GitOpsSources.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Flux's Kustomization and HelmRelease say of their source, by way of the GitRepository that
 * they name.
 *
 * <p>Source: Flux, API references of kustomize-controller v1, helm-controller v2 and
 * source-controller v1.
 */
final class FluxSources {
  private static final String GIT_REPOSITORY = "GitRepository";
  private static final String KUSTOMIZATION_NAME = "kustomize.toolkit.fluxcd.io/name";
  private static final String KUSTOMIZATION_NAMESPACE = "kustomize.toolkit.fluxcd.io/namespace";

  /** In a patch of either form, a path of a JSON patch included. */
  private static final String RESOURCES = "resources";

  private final Objects objects;

  /** Reads an object, or says why it cannot be read. */
  interface Objects {
    Found find(GitOpsKind kind, String namespace, String name);
  }

  /**
   * An object.
   *
   * @param why empty where it was found
   */
  record Found(Optional<Fields> object, String why) {}

  FluxSources(Objects objects) {
    this.objects = objects;
  }

  Answer kustomization(Fields kustomization) {
    Fields spec = kustomization.at("spec");
    if (spec.at("patches").list().stream()
        .anyMatch(p -> p.at("patch").text().contains(RESOURCES))) {
      return Answer.none(
          name(kustomization)
              + " patches resources in its own spec.patches, which win over files; move that patch"
              + " to a kustomization in Git");
    }
    return inRepository(
        kustomization,
        spec.at("sourceRef"),
        repository -> source(repository, spec.at("path").text(), Form.MANIFESTS, List.of()));
  }

  /** Inline values win over all files, and the chart's own come last. */
  Answer release(Fields release) {
    Answer own = ofManifest(release);
    Answer chart = ofChart(release);
    if (release.at("spec", "values").names(RESOURCES)) {
      return new Answer(own.sources(), own.why());
    }
    List<String> why = new ArrayList<>();
    if (!release.at("spec", "valuesFrom").list().isEmpty()) {
      why.add(
          name(release)
              + " takes values from ConfigMaps or Secrets, which are not looked into; what they"
              + " set wins over the chart's files");
    }
    if (chart.sources().isEmpty() && own.sources().isEmpty()) {
      Stream.of(chart.why(), own.why()).filter(text -> !text.isEmpty()).forEach(why::add);
    }
    return new Answer(
        Stream.concat(chart.sources().stream(), own.sources().stream()).toList(),
        String.join(". ", why));
  }

  /** Where the HelmRelease itself lies: with the Kustomization that applies it. */
  private Answer ofManifest(Fields release) {
    Fields labels = release.at("metadata", "labels");
    String name = labels.at(KUSTOMIZATION_NAME).text();
    if (name.isEmpty()) {
      return Answer.none(name(release) + " is not applied by a Kustomization");
    }
    Found found =
        objects.find(GitOpsKind.KUSTOMIZATION, labels.at(KUSTOMIZATION_NAMESPACE).text(), name);
    if (found.object().isEmpty()) {
      return Answer.none(found.why());
    }
    Answer manifests = kustomization(found.object().get());
    return new Answer(
        manifests.sources().stream()
            .map(
                s ->
                    new ManifestSource(
                        s.repository(), s.revision(), s.path(), Form.HELM_RELEASE, List.of()))
            .toList(),
        manifests.why());
  }

  private Answer ofChart(Fields release) {
    Fields chart = release.at("spec", "chart", "spec");
    if (!chart.isThere()) {
      return Answer.none(name(release) + " takes its chart from no Git repository");
    }
    String path = RepositoryPath.normal(chart.at("chart").text());
    List<String> files =
        chart.at("valuesFiles").texts().stream()
            .map(file -> RepositoryPath.relative(path, file))
            .toList();
    return inRepository(
        release, chart.at("sourceRef"), repository -> source(repository, path, Form.HELM, files));
  }

  /** Makes a source of a GitRepository. */
  private interface Maker {
    ManifestSource of(Fields repository);
  }

  private Answer inRepository(Fields user, Fields reference, Maker maker) {
    String kind = reference.at("kind").text();
    if (!kind.equals(GIT_REPOSITORY)) {
      return Answer.none(
          "%s takes it from %s %s, which is no Git repository"
              .formatted(name(user), kind, reference.at("name").text()));
    }
    String namespace = reference.at("namespace").text();
    Found found =
        objects.find(
            GitOpsKind.GIT_REPOSITORY,
            namespace.isEmpty() ? user.at("metadata", "namespace").text() : namespace,
            reference.at("name").text());
    return found
        .object()
        .map(repository -> new Answer(List.of(maker.of(repository)), ""))
        .orElseGet(() -> Answer.none(found.why()));
  }

  private static ManifestSource source(
      Fields repository, String path, Form form, List<String> valueFiles) {
    Fields spec = repository.at("spec");
    // In the order in which Flux takes them: a commit wins over all else.
    String revision =
        Stream.of("commit", "name", "semver", "tag", "branch")
            .map(key -> spec.at("ref", key).text())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    return new ManifestSource(
        spec.at("url").text(), revision, RepositoryPath.normal(path), form, valueFiles);
  }

  private static String name(Fields object) {
    return object.at("kind").text()
        + " "
        + object.at("metadata", "namespace").text()
        + "/"
        + object.at("metadata", "name").text();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes patches as a Kustomize component: one file a workload, listed in a kustomization.yaml. A
 * component patches what the kustomization that lists it holds, so it goes beside manifests that
 * stay as they are.
 */
final class PatchFolder {
  private static final String LIST = "kustomization.yaml";
  private static final String FIRST_LINE =
      "# Written by \"rightsize patch --all\"; do not" + " edit, run it again.";

  private final ObjectMapper yaml =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .build());
  private final Path folder;

  PatchFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * What is in the folder now.
   *
   * @param files without the kustomization.yaml, which is there when these are not empty
   * @param rejected Recommendations that a person does not want
   * @param controlled workloads that another controller manages, each with that one's name: {@code
   *     StatefulSet/prometheus-k8s (Prometheus/k8s)}
   */
  record Written(List<Path> files, int rejected, List<String> controlled) {}

  Written write(List<Recommendation> recommendations) throws CommandException {
    List<Recommendation> wanted =
        recommendations.stream()
            .filter(r -> PatchForm.KUSTOMIZE.of(r) != null)
            .filter(r -> r.getSpec().decisionOrPending() != Decision.Rejected)
            .filter(r -> controller(r).isEmpty())
            .sorted(Comparator.comparing(r -> r.getMetadata().getName()))
            .toList();
    int rejected =
        (int)
            recommendations.stream()
                .filter(r -> r.getSpec().decisionOrPending() == Decision.Rejected)
                .count();
    List<String> controlled =
        recommendations.stream()
            .filter(r -> PatchForm.KUSTOMIZE.of(r) != null && controller(r).isPresent())
            .map(
                r ->
                    r.getSpec().getTarget().getKind()
                        + "/"
                        + r.getSpec().getTarget().getName()
                        + " ("
                        + controller(r).orElseThrow()
                        + ")")
            .sorted()
            .toList();
    try {
      return new Written(wanted.isEmpty() ? List.of() : files(wanted), rejected, controlled);
    } catch (IOException e) {
      throw new CommandException(folder + " cannot be written: " + e + "; check -d", e);
    }
  }

  /** Who manages the workload and would undo a patch of it. */
  static Optional<String> controller(Recommendation recommendation) {
    return Optional.ofNullable(recommendation.getStatus()).map(RecommendationStatus::getController);
  }

  private List<Path> files(List<Recommendation> wanted) throws IOException, CommandException {
    Files.createDirectories(folder);
    Path list = folder.resolve(LIST);
    if (Files.exists(list) && !Files.readString(list).startsWith(FIRST_LINE)) {
      throw new CommandException(
          list + " was not written by rightsize; choose another" + " directory with -d");
    }
    List<Path> files = new ArrayList<>();
    List<Map<String, Object>> entries = new ArrayList<>();
    for (Recommendation recommendation : wanted) {
      String file = recommendation.getMetadata().getName() + ".yaml";
      for (JsonNode entry : entries(recommendation)) {
        files.add(Files.writeString(folder.resolve(file), entry.path("patch").asText()));
        entries.add(entry(file, entry.path("target")));
      }
      for (ScaleNote note : ScaleNote.of(recommendation)) {
        if (note.advice().getPatch() != null) {
          String target = note.fileName(recommendation.getMetadata().getName());
          files.add(Files.writeString(folder.resolve(target), note.advice().getPatch()));
          entries.add(entry(target, yaml.valueToTree(note.target())));
        }
      }
    }
    Files.writeString(list, FIRST_LINE + "\n" + yaml.writeValueAsString(component(entries)));
    return files;
  }

  /** What the Recommendation itself says to Kustomize, so that both stay one. */
  private JsonNode entries(Recommendation recommendation)
      throws JsonProcessingException, CommandException {
    return yaml.readTree(PatchForm.KUSTOMIZE.require(recommendation)).path("patches");
  }

  private static Map<String, Object> entry(String file, JsonNode target) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("path", file);
    entry.put("target", target);
    return entry;
  }

  private static Map<String, Object> component(List<Map<String, Object>> entries) {
    Map<String, Object> component = new LinkedHashMap<>();
    component.put("apiVersion", "kustomize.config.k8s.io/v1alpha1");
    component.put("kind", "Component");
    component.put("patches", entries);
    return component;
  }
}
